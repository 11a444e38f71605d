/**
 * The revisions of a file (ISO 32000-1 §7.5.6), oldest first: each is a prefix of the file that was a whole file once.
 * The chain of cross-reference sections must lie in the file as incremental saving writes it, every section closed by
 * its own end mark; a linearized file (Annex F) may have its two first sections the other way round.
 */

import type { ReadBudget } from "./budget.ts";
import type { IndirectObject } from "./indirect-object.ts";
import { cursorOn, isWhite, peek, takeText } from "./lexer.ts";
import { refusePdf } from "./refusal.ts";
import { entryOf, integerOf, type PdfDict } from "./values.ts";
import type { XrefEntries } from "./xref-entry.ts";
import { readSection, type XrefSection } from "./xref-section.ts";
import { readTail } from "./xref-table.ts";

export interface Revision {
  readonly index: number;
  /** Where its own bytes start: behind the revision before. */
  readonly start: number;
  /** Right behind `%%EOF`. */
  readonly markEnd: number;
  /** Behind the white space that follows: the next revision starts here. */
  readonly end: number;
  readonly trailer: PdfDict;
  readonly entries: XrefEntries;
  /** Some readers take it for broken, and search the file instead of following its tables. */
  readonly isOdd: boolean;
  /** Where its cross-reference data stand. */
  readonly ranges: readonly { readonly start: number; readonly end: number }[];
}

/** @throws {PdfRefusal} */
export function readRevisions(file: Uint8Array, budget: ReadBudget): readonly Revision[] {
  const sections = readChain(file, lastStartxref(file), budget);
  const revisions: Revision[] = [];
  let rest = [...sections].reverse();
  while (rest.length > 0) {
    const start = revisions.at(-1)?.end ?? 0;
    const [oldest, second] = rest as [XrefSection, XrefSection?];
    const isLinearized = revisions.length === 0 && second !== undefined && second.offset < oldest.offset;
    const own = isLinearized ? [oldest, second] : [oldest];
    demandNothingHidden(own, revisions);
    revisions.push(makeRevision(file, revisions.length, start, own));
    rest = rest.slice(own.length);
  }
  const last = revisions.at(-1);
  if (last?.end !== file.length) refusePdf("PDF_NEEDS_REPAIR", "the last end mark closes another revision");
  demandSizes(revisions);
  demandOwnNumbers(
    sections.flatMap(({ streams }) => streams),
    revisions,
  );
  for (const { trailer } of revisions) {
    if (entryOf(trailer, "Encrypt") !== null) refusePdf("PDF_ENCRYPTED", "the trailer names an Encrypt dictionary");
  }
  return revisions;
}

/** @param sections one, or the main and the first-page section of a linearized file */
function makeRevision(file: Uint8Array, index: number, start: number, sections: readonly XrefSection[]): Revision {
  const [main, firstPage] = sections as [XrefSection, XrefSection?];
  const newest = firstPage ?? main;
  if (firstPage) readTail(cursorOn(file, firstPage.end));
  const { startxref, end: markEnd } = readTail(cursorOn(file, main.end));
  if (startxref !== newest.offset) refusePdf("PDF_NEEDS_REPAIR", `the end mark at ${markEnd} names ${startxref}`);
  const ranges = sections.flatMap((section) => section.ranges);
  if (ranges.some((range) => range.start < start || range.end > markEnd)) {
    refusePdf("PDF_NEEDS_REPAIR", `cross-reference data outside revision ${index}`);
  }
  const entries: XrefEntries = new Map([...main.entries, ...(firstPage?.entries ?? [])]);
  for (const [number, entry] of entries) {
    // A place that a later revision may fill would change what was signed.
    if (entry.kind === "file" && entry.offset >= markEnd) {
      refusePdf("PDF_NEEDS_REPAIR", `object ${number} lies behind its revision`);
    }
  }
  const end = afterWhite(file, markEnd);
  const isOdd = sections.some((section) => section.isOdd) || end - markEnd > LONGEST_PADDING;
  return { index, start, markEnd, end, trailer: newest.trailer, entries, isOdd, ranges };
}

/** Readers look for the end mark in the last kilobyte or less. */
const LONGEST_PADDING = 256;

/** Readers that do not look beside a table would see objects of earlier revisions gone. */
function demandNothingHidden(sections: readonly XrefSection[], before: readonly Revision[]): void {
  for (const number of sections.flatMap(({ hidden }) => hidden)) {
    if (before.some(({ entries }) => entries.has(number))) {
      refusePdf("PDF_NEEDS_REPAIR", `object ${number} is hidden from some readers`);
    }
  }
}

/** Some readers keep a cross-reference stream under its number, whatever the tables of any revision have under it. */
function demandOwnNumbers(streams: readonly IndirectObject[], revisions: readonly Revision[]): void {
  const places = new Map<number, Set<number>>();
  for (const { number, start } of streams) places.set(number, (places.get(number) ?? new Set()).add(start));
  for (const [number, starts] of places) {
    const entries = revisions.flatMap((revision) => revision.entries.get(number) ?? []);
    const isOther = entries.some(
      (entry) => entry.kind === "packed" || (entry.kind === "file" && !starts.has(entry.offset)),
    );
    if (isOther) refusePdf("PDF_NEEDS_REPAIR", `two objects ${number}`);
  }
}

/** What is not below Size is not there for some readers (§7.5.5, Table 15), and is there for others. */
function demandSizes(revisions: readonly Revision[]): void {
  let highest = 0;
  for (const { index, entries, trailer } of revisions) {
    for (const [number, { kind }] of entries) if (kind !== "free" && number > highest) highest = number;
    const size = integerOf(entryOf(trailer, "Size"));
    if (size === undefined || size <= highest) refusePdf("PDF_NEEDS_REPAIR", `Size of revision ${index} is too small`);
  }
}

/** Sections from the newest to the oldest. */
function readChain(file: Uint8Array, offset: number, budget: ReadBudget): readonly XrefSection[] {
  const sections: XrefSection[] = [];
  const seen = new Set<number>();
  let objects = 0;
  for (let next: number | undefined = offset; next !== undefined; ) {
    if (seen.has(next)) refusePdf("PDF_NEEDS_REPAIR", `cross-reference data at ${next} lead back to themselves`);
    if (sections.length > budget.limits.revisions)
      refusePdf("CONTAINER_LIMIT", `more than ${sections.length - 1} revisions`);
    seen.add(next);
    const section = readSection(file, next, budget);
    objects += section.entries.size;
    if (objects > budget.limits.objects) refusePdf("CONTAINER_LIMIT", `more than ${budget.limits.objects} objects`);
    sections.push(section);
    next = section.prev;
  }
  return sections;
}

function afterWhite(file: Uint8Array, at: number): number {
  const cursor = cursorOn(file, at);
  while (isWhite(peek(cursor))) cursor.at++;
  return cursor.at;
}

/** Nothing but white space may follow the last end mark: readers look for it from the back. */
function lastStartxref(file: Uint8Array): number {
  let end = file.length;
  while (end > 0 && isWhite(file[end - 1] as number)) end--;
  const word = "startxref";
  const lowest = Math.max(0, end - 1024);
  for (let at = end - word.length; at >= lowest; at--) {
    if (!takeText(cursorOn(file, at), word)) continue;
    const tail = readTail(cursorOn(file, at, end));
    if (tail.end !== end) refusePdf("PDF_NEEDS_REPAIR", `bytes behind the end mark at ${tail.end}`);
    return tail.startxref;
  }
  return refusePdf("PDF_NEEDS_REPAIR", "no startxref at the end of the file");
}

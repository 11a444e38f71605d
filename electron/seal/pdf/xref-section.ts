/** One cross-reference section: a table, a stream, or both in a file for readers old and new (ISO 32000-1 §7.5.8.4). */
import type { ReadBudget } from "./budget.ts";
import { type IndirectObject, readIndirectObject } from "./indirect-object.ts";
import { cursorOn, skipWhite, takeWord } from "./lexer.ts";
import { refusePdf } from "./refusal.ts";
import { entryOf, integerOf, type PdfDict, type PdfValue } from "./values.ts";
import type { XrefEntries, XrefEntry } from "./xref-entry.ts";
import { readXrefStream } from "./xref-stream.ts";
import { readTable } from "./xref-table.ts";

export interface XrefSection {
  /** As the pointer to it says. */
  readonly offset: number;
  /** Where its last byte ends. */
  readonly end: number;
  readonly entries: XrefEntries;
  readonly trailer: PdfDict;
  readonly prev?: number;
  readonly isOdd: boolean;
  /** The streams among it, which are objects themselves. */
  readonly streams: readonly IndirectObject[];
  /** Objects that only readers of the stream beside a table see. */
  readonly hidden: readonly number[];
  /** Bytes of the section itself, and of the stream beside a table. */
  readonly ranges: readonly { readonly start: number; readonly end: number }[];
}

/** @throws {PdfRefusal} */
export function readSection(file: Uint8Array, offset: number, budget: ReadBudget): XrefSection {
  if (offset <= 0 || offset >= file.length) refusePdf("PDF_NEEDS_REPAIR", `cross-reference data at ${offset}`);
  const cursor = cursorOn(file, offset);
  skipWhite(cursor);
  if (!takeWord(cursor, "xref")) return readStreamSection(file, offset, budget);
  const { entries, trailer, isOdd } = readTable(cursor, budget);
  const own = { start: offset, end: cursor.at };
  const hybrid = entryOf(trailer, "XRefStm");
  const section = { offset, end: cursor.at, trailer, isOdd, ...prevOf(trailer) };
  if (hybrid === null) return { ...section, entries, hidden: [], streams: [], ranges: [own] };
  const beside = readStreamSection(file, integerOf(hybrid) ?? -1, budget);
  const hidden = Array.from(beside.entries.keys()).filter((number) => entries.get(number)?.kind !== "file");
  const { streams } = beside;
  return { ...section, entries: merged(entries, beside.entries), hidden, streams, ranges: [own, ...beside.ranges] };
}

function readStreamSection(file: Uint8Array, offset: number, budget: ReadBudget): XrefSection {
  if (offset <= 0 || offset >= file.length) refusePdf("PDF_NEEDS_REPAIR", `cross-reference data at ${offset}`);
  const object = readIndirectObject(cursorOn(file, offset), budget, directLength);
  const { end } = object;
  const { entries, stream } = readXrefStream(object.value, budget);
  const { dict } = stream;
  const ranges = [{ start: offset, end }];
  return { offset, end, entries, trailer: dict, ...prevOf(dict), isOdd: false, streams: [object], hidden: [], ranges };
}

/** Nothing can be looked up yet, so the length must stand there (§7.5.8.2). */
function directLength(length: PdfValue): number | undefined {
  return integerOf(length);
}

function prevOf(trailer: PdfDict): { prev?: number } {
  const value = entryOf(trailer, "Prev");
  if (value === null) return {};
  const prev = integerOf(value);
  return prev === undefined ? refusePdf("PDF_NEEDS_REPAIR", "Prev is no offset") : { prev };
}

/**
 * The stream beside a table says where the objects are that the table hides from old readers. What both know must be
 * the same: readers of different age would see different documents.
 */
function merged(table: XrefEntries, beside: XrefEntries): XrefEntries {
  const entries: XrefEntries = new Map(table);
  for (const [number, entry] of beside) {
    const known = table.get(number);
    if (known?.kind === "file" && !isSameEntry(known, entry)) {
      refusePdf("PDF_NEEDS_REPAIR", `two places for object ${number}`);
    }
    entries.set(number, entry);
  }
  return entries;
}

function isSameEntry(a: XrefEntry, b: XrefEntry): boolean {
  return a.kind === "file" && b.kind === "file" && a.offset === b.offset && a.generation === b.generation;
}

/**
 * Bytes of a later revision that belong to no object and no table. A reader that repairs a file searches it for objects
 * and would find what stands there; nobody who saves a file leaves anything.
 */
import type { Change } from "./change.ts";
import type { PdfFile } from "./file.ts";
import { cursorOn, skipSpace, takeDigits, takeWord } from "./lexer.ts";
import type { Revision } from "./revisions.ts";
import { latinText } from "./values.ts";

const LONGEST_COMMENT = 1024;

/** @throws {PdfRefusal} when an object of the revision cannot be read */
export function hiddenBytes(file: PdfFile, index: number): readonly Change[] {
  const revision = file.revisions[index] as Revision;
  const offsets = Array.from(revision.entries.values()).flatMap((entry) =>
    entry.kind === "file" && entry.offset >= revision.start ? [entry.offset] : [],
  );
  const objects = offsets.map((offset) => file.objectAt(offset, index));
  // A cross-reference stream may list itself.
  const known = new Map([...objects, ...revision.ranges].map(({ start, end }) => [start, end]));
  let at = revision.start;
  for (const [start, end] of Array.from(known).toSorted(([a], [b]) => a - b)) {
    if (!isSpace(file, at, start)) return [hiddenAt(at)];
    at = end;
  }
  return isTail(file, at, revision.markEnd) ? [] : [hiddenAt(at)];
}

function hiddenAt(at: number): Change {
  return { kind: "hidden-bytes", what: `at ${at}` };
}

function isSpace(file: PdfFile, from: number, to: number): boolean {
  if (from > to) return false;
  const cursor = cursorOn(file.bytes, from, to);
  skipSpace(cursor);
  // A comment as programs leave it of themselves, not one that holds an object.
  return cursor.at === to && to - from <= LONGEST_COMMENT && !latinText(file.bytes.subarray(from, to)).includes("obj");
}

function isTail(file: PdfFile, from: number, to: number): boolean {
  const cursor = cursorOn(file.bytes, from, to);
  skipSpace(cursor);
  if (!takeWord(cursor, "startxref")) return false;
  skipSpace(cursor);
  takeDigits(cursor);
  skipSpace(cursor);
  return cursor.at === to;
}

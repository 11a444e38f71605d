/** Cross-reference tables (ISO 32000-1 §7.5.4) and the trailer behind them. */

import type { ReadBudget } from "./budget.ts";
import { CHAR, type Cursor, demandWord, isWhite, peek, skipSpace, skipWhite, takeDigits, takeWord } from "./lexer.ts";
import { readValue } from "./parser.ts";
import { refusePdf } from "./refusal.ts";
import { isKind, type PdfDict } from "./values.ts";
import type { XrefEntries } from "./xref-entry.ts";

interface TableEnd {
  readonly entries: XrefEntries;
  readonly trailer: PdfDict;
  /** Written so that some readers take it for broken, and search the file instead. */
  readonly isOdd: boolean;
}

const OFFSET_DIGITS = 10;
const GENERATION_DIGITS = 5;

/**
 * Reads from behind the word `xref` to behind the trailer.
 * @throws {PdfRefusal}
 */
export function readTable(cursor: Cursor, budget: ReadBudget): TableEnd {
  const entries: XrefEntries = new Map();
  let isOdd = false;
  skipWhite(cursor);
  while (!takeWord(cursor, "trailer")) {
    if (readRun(cursor, entries, budget.limits.objects)) isOdd = true;
  }
  skipSpace(cursor);
  const trailer = readValue(cursor, budget);
  if (!isKind(trailer, "dict")) refusePdf("PDF_NEEDS_REPAIR", `no trailer before ${cursor.at}`);
  return { entries, trailer, isOdd };
}

/** Objects with numbers in a row. @returns whether some readers take it for broken */
function readRun(cursor: Cursor, entries: XrefEntries, mostObjects: number): boolean {
  const first = takeDigits(cursor);
  skipWhite(cursor);
  const count = takeDigits(cursor);
  if (first === undefined || count === undefined) return refusePdf("PDF_NEEDS_REPAIR", `broken table at ${cursor.at}`);
  if (entries.size + count > mostObjects) refusePdf("CONTAINER_LIMIT", `more than ${mostObjects} objects`);
  skipWhite(cursor);
  let isOdd = false;
  for (let i = 0; i < count; i++) {
    const ending = readEntry(cursor, first + i, entries);
    if (ending < 2 || (ending > 2 && i < count - 1)) isOdd = true;
  }
  // The list of free objects starts with object 0: some readers move a table that starts with a free object 1.
  return isOdd || (first === 1 && entries.get(1)?.kind === "free");
}

/** `0000000017 00000 n` and an end of line that makes 20 bytes of it. @returns the length of that end: others are met as well */
function readEntry(cursor: Cursor, number: number, entries: XrefEntries): number {
  const offset = takeFixed(cursor, OFFSET_DIGITS);
  const generation = takeFixed(cursor, GENERATION_DIGITS);
  const isUsed = takeWord(cursor, "n");
  if (!isUsed && !takeWord(cursor, "f")) refusePdf("PDF_NEEDS_REPAIR", `broken table entry at ${cursor.at}`);
  if (!isWhite(peek(cursor))) refusePdf("PDF_NEEDS_REPAIR", `broken table entry at ${cursor.at}`);
  const { at } = cursor;
  skipWhite(cursor);
  if (entries.has(number)) refusePdf("PDF_NEEDS_REPAIR", `object ${number} twice in one table`);
  entries.set(number, isUsed ? { kind: "file", offset, generation } : { kind: "free" });
  return cursor.at - at;
}

function takeFixed(cursor: Cursor, digits: number): number {
  const { at } = cursor;
  const value = takeDigits(cursor);
  if (value === undefined || cursor.at - at !== digits || peek(cursor) !== 0x20) {
    refusePdf("PDF_NEEDS_REPAIR", `broken table entry at ${at}`);
  }
  cursor.at++;
  return value;
}

/** `startxref`, an offset and `%%EOF` (§7.5.5), which close a revision. */
export function readTail(cursor: Cursor): { startxref: number; end: number } {
  demandWord(cursor, "startxref", "PDF_NEEDS_REPAIR");
  skipWhite(cursor);
  const startxref = takeDigits(cursor);
  skipWhite(cursor);
  const isMarked = peek(cursor) === CHAR.PERCENT && isEofMark(cursor);
  if (startxref === undefined || !isMarked) refusePdf("PDF_NEEDS_REPAIR", `no end of file mark at ${cursor.at}`);
  return { startxref, end: cursor.at };
}

function isEofMark(cursor: Cursor): boolean {
  const mark = "%%EOF";
  for (let i = 0; i < mark.length; i++) if (peek(cursor, i) !== mark.charCodeAt(i)) return false;
  cursor.at += mark.length;
  return true;
}

/** `12 0 obj … endobj` (ISO 32000-1 §7.3.8, §7.3.10): one object of the file, a stream's data by its length alone. */
import type { ReadBudget } from "./budget.ts";
import { CHAR, type Cursor, demandWord, isWhite, peek, skipSpace, skipWhite, takeDigits, takeWord } from "./lexer.ts";
import { readValue } from "./parser.ts";
import { refusePdf } from "./refusal.ts";
import { isKind, type PdfDict, type PdfStream, type PdfValue } from "./values.ts";

export interface IndirectObject {
  readonly number: number;
  readonly generation: number;
  readonly value: PdfValue;
  readonly start: number;
  /** Behind `endobj`. */
  readonly end: number;
}

/** Looks a stream's length up when it is an object of its own. */
export type LengthOf = (length: PdfValue) => number | undefined;

/** @throws {PdfRefusal} */
export function readIndirectObject(cursor: Cursor, budget: ReadBudget, lengthOf: LengthOf): IndirectObject {
  const start = cursor.at;
  const { number, generation } = readHeader(cursor);
  const value = readValue(cursor, budget);
  skipSpace(cursor);
  const isStream = isKind(value, "dict") && takeWord(cursor, "stream");
  const whole = isStream ? readStream(cursor, value, lengthOf) : value;
  demandWord(cursor, "endobj", "PDF_NEEDS_REPAIR");
  return { number, generation, value: whole, start, end: cursor.at };
}

/** @throws {PdfRefusal} */
export function readHeader(cursor: Cursor): { number: number; generation: number } {
  const { at } = cursor;
  skipWhite(cursor);
  const number = takeDigits(cursor);
  skipWhite(cursor);
  const generation = takeDigits(cursor);
  skipWhite(cursor);
  if (number === undefined || generation === undefined || !takeWord(cursor, "obj")) {
    refusePdf("PDF_NEEDS_REPAIR", `no object at ${at}`);
  }
  return { number, generation };
}

function readStream(cursor: Cursor, dict: PdfDict, lengthOf: LengthOf): PdfStream {
  // After the word an end of line: CR LF or LF. With CR alone, readers differ about the first byte.
  if (peek(cursor) === CHAR.CR) cursor.at++;
  if (peek(cursor) !== CHAR.LF) refusePdf("PDF_NEEDS_REPAIR", `stream without an end of line at ${cursor.at}`);
  const start = cursor.at + 1;
  const length = lengthOf(dict.entries.get("Length") ?? null);
  if (length === undefined || length < 0 || start + length > cursor.end) {
    refusePdf("PDF_NEEDS_REPAIR", `stream without a length at ${start}`);
  }
  if (dict.entries.has("F")) refusePdf("PDF_MALFORMED", `data of the stream at ${start} in another file`);
  cursor.at = start + length;
  while (isWhite(peek(cursor))) cursor.at++;
  if (!takeWord(cursor, "endstream")) refusePdf("PDF_NEEDS_REPAIR", `stream of another length at ${start}`);
  return { kind: "stream", dict, data: cursor.bytes.subarray(start, start + length) };
}

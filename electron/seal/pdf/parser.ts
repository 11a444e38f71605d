/**
 * Direct values of PDF (ISO 32000-1 §7.3): strict, bounded in depth. What two readers could understand differently is
 * refused, above all a dictionary that says two things under one key.
 */
import {
  CHAR,
  type Cursor,
  hexDigit,
  isDigit,
  isRegular,
  isWhite,
  peek,
  readNumber,
  skipSpace,
  skipWhite,
  takeDigits,
  takeWord,
} from "./lexer.ts";
import { refusePdf } from "./refusal.ts";
import { isSameLiteral } from "./same-literal.ts";
import type { PdfDict, PdfName, PdfString, PdfValue } from "./values.ts";

const WORDS: ReadonlyMap<string, PdfValue> = new Map<string, PdfValue>([
  ["true", true],
  ["false", false],
  ["null", null],
]);

/**
 * The value at the cursor, which then stands behind it.
 * @param depth how many more may stand inside each other
 * @throws {PdfRefusal}
 */
export function readValue(cursor: Cursor, depth: number): PdfValue {
  skipSpace(cursor);
  const byte = peek(cursor);
  switch (byte) {
    case CHAR.SLASH:
      return readName(cursor);
    case CHAR.OPEN:
      return readLiteralString(cursor);
    case CHAR.OPEN_ARRAY:
      return readArray(cursor, depth);
    case CHAR.LESS:
      return peek(cursor, 1) === CHAR.LESS ? readDict(cursor, depth) : readHexString(cursor);
    default:
      return isRegular(byte) ? readWord(cursor, byte) : refusePdf("PDF_MALFORMED", `no value at ${cursor.at}`);
  }
}

function readWord(cursor: Cursor, byte: number): PdfValue {
  for (const [word, value] of WORDS) if (takeWord(cursor, word)) return value;
  return isDigit(byte) ? readNumberOrReference(cursor) : readNumber(cursor);
}

/** `12 0 R` is a reference (§7.3.10), everything else that starts with digits a number. */
function readNumberOrReference(cursor: Cursor): PdfValue {
  const start = cursor.at;
  const number = takeDigits(cursor);
  if (number !== undefined && isWhite(peek(cursor))) {
    skipWhite(cursor);
    const generation = takeDigits(cursor);
    if (generation !== undefined && isWhite(peek(cursor))) {
      skipWhite(cursor);
      if (takeWord(cursor, "R")) return { kind: "ref", number, generation };
    }
  }
  cursor.at = start;
  return readNumber(cursor);
}

function readName(cursor: Cursor): PdfName {
  cursor.at++;
  const chars: string[] = [];
  while (isRegular(peek(cursor))) {
    const byte = peek(cursor);
    const high = byte === CHAR.HASH ? hexDigit(peek(cursor, 1)) : -1;
    const low = high < 0 ? -1 : hexDigit(peek(cursor, 2));
    chars.push(String.fromCharCode(low < 0 ? byte : high * 16 + low));
    cursor.at += low < 0 ? 1 : 3;
    if (chars.length > 1024) refusePdf("PDF_MALFORMED", `endless name at ${cursor.at}`);
  }
  return { kind: "name", name: chars.join("") };
}

function readArray(cursor: Cursor, depth: number): PdfValue {
  demandDepth(cursor, depth);
  cursor.at++;
  const items: PdfValue[] = [];
  for (;;) {
    skipSpace(cursor);
    if (peek(cursor) === CHAR.CLOSE_ARRAY) break;
    items.push(readValue(cursor, depth - 1));
  }
  cursor.at++;
  return { kind: "array", items };
}

/** @throws {PdfRefusal} */
export function readDict(cursor: Cursor, depth: number): PdfDict {
  demandDepth(cursor, depth);
  cursor.at += 2;
  const entries = new Map<string, PdfValue>();
  for (;;) {
    skipSpace(cursor);
    if (peek(cursor) === CHAR.GREATER) break;
    if (peek(cursor) !== CHAR.SLASH) refusePdf("PDF_MALFORMED", `no key at ${cursor.at}`);
    const key = readName(cursor).name;
    const value = readValue(cursor, depth - 1);
    const known = entries.get(key);
    if (known !== undefined && !isSameLiteral(known, value)) {
      refusePdf("PDF_MALFORMED", `two values for /${key} before ${cursor.at}`);
    }
    if (known === undefined) entries.set(key, value);
  }
  if (peek(cursor, 1) !== CHAR.GREATER) refusePdf("PDF_MALFORMED", `dictionary without an end at ${cursor.at}`);
  cursor.at += 2;
  return { kind: "dict", entries };
}

function demandDepth(cursor: Cursor, depth: number): void {
  if (depth <= 0) refusePdf("CONTAINER_LIMIT", `values nested too deep at ${cursor.at}`);
}

function readHexString(cursor: Cursor): PdfString {
  const start = cursor.at++;
  const close = cursor.bytes.indexOf(CHAR.GREATER, cursor.at);
  if (close < 0 || close >= cursor.end) refusePdf("PDF_MALFORMED", `string without an end at ${start}`);
  const bytes = new Uint8Array((close - start) >> 1);
  let digits = 0;
  for (; cursor.at < close; cursor.at++) {
    const byte = peek(cursor);
    if (isWhite(byte)) continue;
    const digit = hexDigit(byte);
    if (digit < 0) refusePdf("PDF_MALFORMED", `no hexadecimal digit at ${cursor.at}`);
    (bytes[digits >> 1] as number) |= digits & 1 ? digit : digit << 4;
    digits++;
  }
  cursor.at++;
  return { kind: "string", bytes: bytes.subarray(0, (digits + 1) >> 1), isHex: true, start, end: cursor.at };
}

function readLiteralString(cursor: Cursor): PdfString {
  const start = cursor.at++;
  const bytes: number[] = [];
  for (let open = 1; ; ) {
    const byte = peek(cursor);
    if (byte < 0) refusePdf("PDF_MALFORMED", `string without an end at ${start}`);
    cursor.at++;
    if (byte === CHAR.OPEN) open++;
    if (byte === CHAR.CLOSE && --open === 0) break;
    if (byte === CHAR.BACKSLASH) readEscape(cursor, bytes);
    else if (byte === CHAR.CR) bytes.push(endOfLine(cursor));
    else bytes.push(byte);
  }
  return { kind: "string", bytes: Uint8Array.from(bytes), isHex: false, start, end: cursor.at };
}

/** However a line ends, the string has a line feed (§7.3.4.2). */
function endOfLine(cursor: Cursor): number {
  if (peek(cursor) === CHAR.LF) cursor.at++;
  return CHAR.LF;
}

const ESCAPES: ReadonlyMap<number, number> = new Map(
  Object.entries({ n: 0x0a, r: 0x0d, t: 0x09, b: 0x08, f: 0x0c }).map(([char, byte]) => [char.charCodeAt(0), byte]),
);

function readEscape(cursor: Cursor, bytes: number[]): void {
  const byte = peek(cursor);
  if (byte >= 0x30 && byte <= 0x37) {
    let value = 0;
    for (let i = 0; i < 3 && peek(cursor) >= 0x30 && peek(cursor) <= 0x37; i++) {
      value = value * 8 + peek(cursor) - CHAR.ZERO;
      cursor.at++;
    }
    bytes.push(value & 255);
    return;
  }
  cursor.at++;
  if (byte === CHAR.CR) endOfLine(cursor);
  else if (byte >= 0 && byte !== CHAR.LF) bytes.push(ESCAPES.get(byte) ?? byte);
}

/**
 * Direct values of PDF (ISO 32000-1 §7.3): strict, bounded in depth. What two readers could understand differently is
 * refused, above all a dictionary that says two things under one key.
 */
import type { ReadBudget } from "./budget.ts";
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
export function readValue(cursor: Cursor, budget: ReadBudget, depth = budget.limits.depth): PdfValue {
  if (--budget.values < 0) refusePdf("CONTAINER_LIMIT", `more than ${budget.limits.values} values`);
  skipSpace(cursor);
  const byte = peek(cursor);
  switch (byte) {
    case CHAR.SLASH:
      return readName(cursor);
    case CHAR.OPEN:
      return readLiteralString(cursor);
    case CHAR.OPEN_ARRAY:
      return readArray(cursor, budget, depth);
    case CHAR.LESS:
      return peek(cursor, 1) === CHAR.LESS ? readDict(cursor, budget, depth) : readHexString(cursor);
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
  if (number === undefined || isRegular(peek(cursor))) {
    cursor.at = start;
    return readNumber(cursor);
  }
  const { at } = cursor;
  skipWhite(cursor);
  const generation = cursor.at > at ? takeDigits(cursor) : undefined;
  if (generation !== undefined && isWhite(peek(cursor))) {
    skipWhite(cursor);
    if (takeWord(cursor, "R")) return { kind: "ref", number, generation };
  }
  cursor.at = at;
  return number;
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

function readArray(cursor: Cursor, budget: ReadBudget, depth: number): PdfValue {
  demandDepth(cursor, depth);
  cursor.at++;
  const items: PdfValue[] = [];
  for (;;) {
    skipSpace(cursor);
    if (peek(cursor) === CHAR.CLOSE_ARRAY) break;
    items.push(readValue(cursor, budget, depth - 1));
  }
  cursor.at++;
  return { kind: "array", items };
}

function readDict(cursor: Cursor, budget: ReadBudget, depth: number): PdfDict {
  demandDepth(cursor, depth);
  cursor.at += 2;
  const entries = new Map<string, PdfValue>();
  for (;;) {
    skipSpace(cursor);
    if (peek(cursor) === CHAR.GREATER) break;
    if (peek(cursor) !== CHAR.SLASH) refusePdf("PDF_MALFORMED", `no key at ${cursor.at}`);
    const key = readName(cursor).name;
    const value = readValue(cursor, budget, depth - 1);
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
  const start = cursor.at;
  const end = endOfLiteral(cursor);
  const bytes = new Uint8Array(end - start);
  let length = 0;
  for (cursor.at = start + 1; cursor.at < end - 1; ) {
    const byte = peek(cursor);
    cursor.at++;
    const plain = byte === CHAR.BACKSLASH ? readEscape(cursor) : byte === CHAR.CR ? endOfLine(cursor) : byte;
    if (plain >= 0) bytes[length++] = plain;
  }
  cursor.at = end;
  return { kind: "string", bytes: bytes.slice(0, length), isHex: false, start, end };
}

/** Behind the parenthesis that closes the one at the cursor. */
function endOfLiteral({ bytes, at, end }: Cursor): number {
  let open = 0;
  for (let next = at; next < end; next++) {
    const byte = bytes[next];
    if (byte === CHAR.BACKSLASH) next++;
    else if (byte === CHAR.OPEN) open++;
    else if (byte === CHAR.CLOSE && --open === 0) return next + 1;
  }
  return refusePdf("PDF_MALFORMED", `string without an end at ${at}`);
}

/** However a line ends, the string has a line feed (§7.3.4.2). */
function endOfLine(cursor: Cursor): number {
  if (peek(cursor) === CHAR.LF) cursor.at++;
  return CHAR.LF;
}

const ESCAPES: ReadonlyMap<number, number> = new Map(
  Object.entries({ n: 0x0a, r: 0x0d, t: 0x09, b: 0x08, f: 0x0c }).map(([char, byte]) => [char.charCodeAt(0), byte]),
);

/** The byte that is meant; -1 for a line that goes on. */
function readEscape(cursor: Cursor): number {
  const byte = peek(cursor);
  if (byte >= CHAR.ZERO && byte <= CHAR.SEVEN) return readOctal(cursor);
  cursor.at++;
  if (byte === CHAR.CR) endOfLine(cursor);
  return byte === CHAR.CR || byte === CHAR.LF ? -1 : (ESCAPES.get(byte) ?? byte);
}

function readOctal(cursor: Cursor): number {
  let value = 0;
  for (let i = 0; i < 3 && peek(cursor) >= CHAR.ZERO && peek(cursor) <= CHAR.SEVEN; i++) {
    value = value * 8 + peek(cursor) - CHAR.ZERO;
    cursor.at++;
  }
  return value & 255;
}

/** Characters, white space, numbers and words of PDF (ISO 32000-1 §7.2), read strictly from a range of bytes. */
import { refusePdf } from "./refusal.ts";
import { latinText } from "./values.ts";

/** A place in bytes; moves forward as things are read. */
export interface Cursor {
  readonly bytes: Uint8Array;
  at: number;
  /** Nothing is read at or behind this. */
  readonly end: number;
}

export function cursorOn(bytes: Uint8Array, at = 0, end = bytes.length): Cursor {
  return { bytes, at, end };
}

const REGULAR = 0;
const WHITE = 1;
const DELIMITER = 2;
const CLASS = new Uint8Array(256);
for (const byte of [0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20]) CLASS[byte] = WHITE;
for (const char of "()<>[]{}/%") CLASS[char.charCodeAt(0)] = DELIMITER;

export const CHAR = {
  LF: 0x0a,
  CR: 0x0d,
  HASH: 0x23,
  PERCENT: 0x25,
  OPEN: 0x28,
  CLOSE: 0x29,
  PLUS: 0x2b,
  MINUS: 0x2d,
  DOT: 0x2e,
  SLASH: 0x2f,
  ZERO: 0x30,
  SEVEN: 0x37,
  LESS: 0x3c,
  GREATER: 0x3e,
  OPEN_ARRAY: 0x5b,
  BACKSLASH: 0x5c,
  CLOSE_ARRAY: 0x5d,
} as const;

/** The next byte, -1 at the end. */
export function peek({ bytes, at, end }: Cursor, ahead = 0): number {
  return at + ahead < end ? (bytes[at + ahead] as number) : -1;
}

export function isWhite(byte: number): boolean {
  return byte >= 0 && CLASS[byte] === WHITE;
}

export function isRegular(byte: number): boolean {
  return byte >= 0 && CLASS[byte] === REGULAR;
}

export function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

/** Value of a hexadecimal digit, -1 for anything else. */
export function hexDigit(byte: number): number {
  if (isDigit(byte)) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

export function skipWhite(cursor: Cursor): void {
  while (isWhite(peek(cursor))) cursor.at++;
}

/** White space and comments, which count as white space (§7.2.3). */
export function skipSpace(cursor: Cursor): void {
  for (;;) {
    skipWhite(cursor);
    if (peek(cursor) !== CHAR.PERCENT) return;
    while (cursor.at < cursor.end && peek(cursor) !== CHAR.LF && peek(cursor) !== CHAR.CR) cursor.at++;
  }
}

/** Reads on if the bytes of `word` stand here, whatever follows. */
export function takeText(cursor: Cursor, word: string): boolean {
  for (let i = 0; i < word.length; i++) if (peek(cursor, i) !== word.charCodeAt(i)) return false;
  cursor.at += word.length;
  return true;
}

/** Reads on if `word` stands here as a whole word. */
export function takeWord(cursor: Cursor, word: string): boolean {
  const { at } = cursor;
  if (takeText(cursor, word) && !isRegular(peek(cursor))) return true;
  cursor.at = at;
  return false;
}

/** @throws {PdfRefusal} */
export function demandWord(cursor: Cursor, word: string, code: "PDF_NEEDS_REPAIR" | "PDF_MALFORMED"): void {
  skipSpace(cursor);
  if (!takeWord(cursor, word)) refusePdf(code, `no ${word} at ${cursor.at}`);
}

/** Digits without a sign; undefined when there are none, or too many to count with. */
export function takeDigits(cursor: Cursor): number | undefined {
  const start = cursor.at;
  let value = 0;
  while (isDigit(peek(cursor))) {
    value = value * 10 + peek(cursor) - CHAR.ZERO;
    cursor.at++;
  }
  return cursor.at > start && cursor.at - start <= 15 ? value : undefined;
}

/**
 * A number (§7.3.3). Forms that readers understand differently (`--1`, `1-2`, `1e3`, `.`) are refused.
 * @throws {PdfRefusal}
 */
export function readNumber(cursor: Cursor): number {
  const start = cursor.at;
  while (isRegular(peek(cursor))) cursor.at++;
  const text = latinText(cursor.bytes.subarray(start, Math.min(cursor.at, start + 64)));
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) refusePdf("PDF_MALFORMED", `no number at ${start}`);
  return Number(text);
}

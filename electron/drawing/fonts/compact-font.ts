/**
 * Bare CFF programs (Adobe Technical Note 5176), as PDF converters embed them: the number of glyphs and the size of the
 * em square, which is all that an OpenType file needs around them.
 */
import { viewOf } from "./sfnt.ts";

export interface CompactFont {
  readonly glyphCount: number;
  readonly unitsPerEm: number;
}

interface Index {
  readonly count: number;
  readonly end: number;
  readonly first: Uint8Array;
}

/** `undefined` when the bytes are no CFF program of version 1 with glyphs. */
export function readCompactFont(bytes: Uint8Array): CompactFont | undefined {
  const headerSize = bytes[2] ?? 0;
  if (bytes[0] !== 1 || headerSize < 4 || headerSize > 64) return undefined;
  const names = readIndex(bytes, headerSize);
  const dicts = names && readIndex(bytes, names.end);
  if (!names || !dicts || names.count !== 1 || dicts.count !== 1) return undefined;
  const operators = readDict(dicts.first);
  const charStrings = readIndex(bytes, operators.get(17)?.[0] ?? 0);
  if (!charStrings || charStrings.count === 0) return undefined;
  const scale = operators.get(1207)?.[0] ?? 0.001;
  const unitsPerEm = Math.round(1 / scale);
  return { glyphCount: charStrings.count, unitsPerEm: unitsPerEm >= 16 && unitsPerEm <= 16_384 ? unitsPerEm : 1000 };
}

/** INDEX structure (§5); `undefined` when it does not fit into the file. */
function readIndex(bytes: Uint8Array, at: number): Index | undefined {
  if (at <= 0 || at + 2 > bytes.length) return undefined;
  const view = viewOf(bytes);
  const count = view.getUint16(at);
  if (count === 0) return { count, end: at + 2, first: new Uint8Array() };
  const size = bytes[at + 2] ?? 0;
  const base = at + 3 + size * (count + 1);
  if (size < 1 || size > 4 || base > bytes.length) return undefined;
  const offset = (item: number): number => {
    let value = 0;
    for (let i = 0; i < size; i++) value = value * 256 + (bytes[at + 3 + size * item + i] ?? 0);
    return base - 1 + value;
  };
  const end = offset(count);
  return end > bytes.length || end < base ? undefined : { count, end, first: bytes.subarray(offset(0), offset(1)) };
}

/** DICT data (§4) as operator → operands; two-byte operators `12 n` are numbered 1200 + n. */
function readDict(bytes: Uint8Array): ReadonlyMap<number, readonly number[]> {
  const operators = new Map<number, readonly number[]>();
  let operands: number[] = [];
  let at = 0;
  while (at < bytes.length) {
    const lead = bytes[at] ?? 0;
    if (lead <= 21) {
      operators.set(lead === 12 ? 1200 + (bytes[at + 1] ?? 0) : lead, operands);
      operands = [];
      at += lead === 12 ? 2 : 1;
    } else {
      const { value, length } = readOperand(bytes, at, lead);
      operands.push(value);
      at += length;
    }
  }
  return operators;
}

function readOperand(bytes: Uint8Array, at: number, lead: number): { value: number; length: number } {
  const next = bytes[at + 1] ?? 0;
  if (lead === 30) return readReal(bytes, at);
  if (lead === 28) return { value: (((next << 8) | (bytes[at + 2] ?? 0)) << 16) >> 16, length: 3 };
  if (lead === 29) {
    const value = (next << 24) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 8) | (bytes[at + 4] ?? 0);
    return { value, length: 5 };
  }
  if (lead >= 251) return { value: -(lead - 251) * 256 - next - 108, length: 2 };
  if (lead >= 247) return { value: (lead - 247) * 256 + next + 108, length: 2 };
  return { value: lead - 139, length: 1 };
}

const REAL_DIGITS = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", ".", "E", "E-", "", "-"];

function readReal(bytes: Uint8Array, at: number): { value: number; length: number } {
  let text = "";
  for (let i = at + 1; i < bytes.length; i++) {
    for (const nibble of [(bytes[i] ?? 0) >> 4, (bytes[i] ?? 0) & 15]) {
      if (nibble === 15) return { value: Number(text), length: i - at + 1 };
      text += REAL_DIGITS[nibble];
    }
  }
  return { value: Number.NaN, length: bytes.length - at };
}

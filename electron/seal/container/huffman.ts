/** Canonical Huffman codes of DEFLATE (RFC 1951 §3.2.2) as one flat look-up table; incomplete and over-full codes are refused. */
import { refuse } from "./refusal.ts";

export interface HuffmanTable {
  /** Longest code; the table has 2^bits entries. */
  readonly bits: number;
  /** `symbol << 4 | length`, indexed by the next `bits` bits, lowest first; 0 where no code is assigned. */
  readonly entries: Uint16Array;
}

/**
 * @param mayBeSingle one code of one bit, or no code at all, is what encoders write for blocks without (or with one) distance.
 * @throws {ContainerRefusal} CONTAINER_MALFORMED
 */
export function huffmanTable(lengths: Uint8Array, mayBeSingle: boolean): HuffmanTable {
  const counts = new Uint16Array(16);
  for (const length of lengths) (counts[length] as number)++;
  counts[0] = 0;
  let bits = 15;
  while (bits > 0 && counts[bits] === 0) bits--;
  demandComplete(counts, bits, mayBeSingle);
  const entries = new Uint16Array(1 << bits);
  const next = firstCodes(counts);
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol] as number;
    if (length === 0) continue;
    const code = next[length] as number;
    next[length] = code + 1;
    const step = 1 << length;
    for (let i = reverse(code, length); i < entries.length; i += step) entries[i] = (symbol << 4) | length;
  }
  return { bits, entries };
}

function demandComplete(counts: Uint16Array, bits: number, mayBeSingle: boolean): void {
  let room = 1;
  for (let length = 1; length <= bits; length++) {
    room = room * 2 - (counts[length] as number);
    if (room < 0) refuse("CONTAINER_MALFORMED", "over-full code in compressed data");
  }
  const isSingle = bits === 0 || (bits === 1 && counts[1] === 1);
  if (room > 0 && !(mayBeSingle && isSingle)) refuse("CONTAINER_MALFORMED", "incomplete code in compressed data");
}

function firstCodes(counts: Uint16Array): Uint16Array {
  const next = new Uint16Array(16);
  let code = 0;
  for (let length = 1; length < 16; length++) {
    code = (code + (counts[length - 1] as number)) << 1;
    next[length] = code;
  }
  return next;
}

function reverse(code: number, length: number): number {
  let reversed = 0;
  for (let bit = 0; bit < length; bit++) reversed |= ((code >> bit) & 1) << (length - 1 - bit);
  return reversed;
}

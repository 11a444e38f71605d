/** Many byte strings looked for at once: one look-up for each byte, by the four bytes that end there. */
import type { Canary } from "./canary.ts";

export interface Search {
  /** Adds what occurs in the bytes, as `what (encoding)`. */
  look(bytes: Uint8Array, found: Set<string>): void;
  /** Of the longest form: so many bytes two neighbouring stretches must share. */
  readonly overlap: number;
}

const PREFIX = 4;
const SLOT_BITS = 16;

interface Pattern {
  readonly name: string;
  readonly bytes: Buffer;
}

export function createSearch(canaries: readonly Canary[]): Search {
  const patterns = canaries.flatMap(({ what, forms }) =>
    forms.map(({ encoding, bytes }): Pattern => ({ name: `${what} (${encoding})`, bytes: Buffer.from(bytes) })),
  );
  const isUsed = new Uint8Array(1 << SLOT_BITS);
  const bySlot = new Map<number, Pattern[]>();
  for (const pattern of patterns) {
    const slot = slotOf(pattern.bytes.readInt32LE(0));
    isUsed[slot] = 1;
    bySlot.set(slot, [...(bySlot.get(slot) ?? []), pattern]);
  }
  return {
    overlap: Math.max(0, ...patterns.map(({ bytes }) => bytes.length)),
    look(bytes, found) {
      const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      let last = 0;
      for (let at = 0; at < bytes.length; at += 1) {
        last = (last >>> 8) | ((bytes[at] as number) << 24);
        const slot = slotOf(last);
        if (isUsed[slot] === 0) continue;
        const start = at - PREFIX + 1;
        for (const { name, bytes: wanted } of bySlot.get(slot) ?? []) {
          const end = start + wanted.length;
          if (start >= 0 && end <= whole.length && whole.compare(wanted, 0, wanted.length, start, end) === 0)
            found.add(name);
        }
      }
    },
  };
}

function slotOf(word: number): number {
  return Math.imul(word, 0x9e3779b1) >>> (32 - SLOT_BITS);
}

/** Bytes changed without knowing what they mean. */
import type { Random } from "../../random.ts";

const EDGES: readonly (readonly number[])[] = [
  [0],
  [0x7f],
  [0x80],
  [0xff],
  [0xff, 0xff],
  [0, 0, 0, 0],
  [0xff, 0xff, 0xff, 0xff],
  [0x7f, 0xff, 0xff, 0xff],
  [0x80, 0, 0, 0],
];
const LONGEST = 64_000;

const STEPS: readonly ((random: Random, bytes: Uint8Array) => Uint8Array)[] = [
  (random, bytes) => {
    const at = random.below(bytes.length);
    return bytes.with(at, bytes[at]! ^ (1 << random.below(8)));
  },
  (random, bytes) => bytes.with(random.below(bytes.length), random.below(256)),
  (random, bytes) => spliced(bytes, random.below(bytes.length), 0, random.bytes(1 + random.below(8))),
  (random, bytes) => spliced(bytes, random.below(bytes.length), 1 + random.below(16), []),
  (random, bytes) => spliced(bytes, random.below(bytes.length), 0, piece(random, bytes)),
  (random, bytes) => spliced(bytes, random.below(bytes.length), random.below(5), random.pick(EDGES)),
  (random, bytes) => bytes.subarray(0, random.below(bytes.length)),
  (random, bytes) => spliced(bytes, random.below(bytes.length), random.below(20), piece(random, bytes)),
];

/** One to four changes. */
export function mutateBytes(random: Random, bytes: Uint8Array): Uint8Array {
  let changed = Uint8Array.from(bytes);
  for (let left = 1 + random.below(4); left > 0 && changed.length > 0; left--)
    changed = Uint8Array.from(random.pick(STEPS)(random, changed));
  return changed.subarray(0, LONGEST);
}

function piece(random: Random, bytes: Uint8Array): Uint8Array {
  const from = random.below(bytes.length);
  return bytes.subarray(from, from + 1 + random.below(64));
}

function spliced(bytes: Uint8Array, at: number, cut: number, put: ArrayLike<number>): Uint8Array {
  const joined = new Uint8Array(Math.max(at, bytes.length - cut) + put.length);
  joined.set(bytes.subarray(0, at));
  joined.set(put, at);
  joined.set(bytes.subarray(at + cut), at + put.length);
  return joined.subarray(0, at + put.length + Math.max(0, bytes.length - at - cut));
}

/** Chance that can be had again: the same seed gives the same inputs on every machine. Small and fast, no cryptography. */

export interface Random {
  /** 0 ≤ n < bound. */
  below(bound: number): number;
  pick<T>(from: readonly T[]): T;
  bytes(length: number): Uint8Array;
}

/** mulberry32. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (bound: number) => Math.floor((next() / 0x1_0000_0000) * bound);
  return {
    below,
    pick: (from) => {
      if (from.length === 0) throw new Error("nothing to pick from");
      return from[below(from.length)]!;
    },
    bytes: (length) => Uint8Array.from({ length }, () => below(256)),
  };
}

/** `FUZZ_SEED`, else one seed for every run: what failed once fails again. */
export function seedOfRun(): number {
  const given = Number(process.env["FUZZ_SEED"] ?? 1);
  if (!Number.isInteger(given)) throw new Error("FUZZ_SEED takes a whole number");
  return given;
}

/** Waits after failures: doubling up to a limit, half of each left to chance, so that a hall's terminals do not come back as one. */

export interface BackOff {
  readonly firstMs: number;
  readonly longestMs: number;
}

/**
 * @param failures in a row, from 1.
 * @param random 0…1
 * @param askedMs what the other side asks for: never cut short, and its own chance on top.
 */
export function backOffMs({ firstMs, longestMs }: BackOff, failures: number, random: number, askedMs = 0): number {
  const doubled = Math.min(firstMs * 2 ** Math.min(Math.max(failures, 1) - 1, 30), longestMs);
  const spread = doubled * (0.5 + random / 2);
  return Math.round(Math.max(spread, askedMs > 0 ? askedMs + random * firstMs : 0));
}

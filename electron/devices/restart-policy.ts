/**
 * How often a device process may be replaced: three times within a minute, then it stays down with a visible reason
 * until a person starts it again. Pure; the instant is passed in.
 */

export type RestartDecision =
  | { readonly kind: "restart"; readonly afterMs: number; readonly restartsMs: readonly number[] }
  | { readonly kind: "give-up"; readonly restartsMs: readonly number[] };

const WINDOW_MS = 60_000;
const DELAYS_MS = [100, 500, 1000] as const;

/** `restartsMs`: instants of earlier restarts. The answer carries the list to remember. */
export function decideRestart(restartsMs: readonly number[], nowMs: number): RestartDecision {
  const recent = restartsMs.filter((at) => nowMs - at < WINDOW_MS);
  const afterMs = DELAYS_MS[recent.length];
  if (afterMs === undefined) return { kind: "give-up", restartsMs: recent };
  return { kind: "restart", afterMs, restartsMs: [...recent, nowMs] };
}

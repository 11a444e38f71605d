/** When trust data are to be asked for next: a pure decision from what happened so far and the time. */

export interface RefreshPolicy {
  /** From one successful refresh to the next, at most. */
  readonly intervalMs: number;
  /** 0…1: how much of the interval may be cut off at random, so that a hall's terminals do not all ask at once. */
  readonly jitter: number;
  /** After the first failure; doubles with each further one. */
  readonly firstWaitMs: number;
  /** Longest wait after failures to reach the province: a returning network is noticed within it, without any sign of it. */
  readonly longestWaitMs: number;
  /** After an answer that was refused: asking again soon brings the same bytes. */
  readonly refusedWaitMs: number;
}

export const REFRESH_POLICY: RefreshPolicy = {
  intervalMs: 30 * 60_000,
  jitter: 0.1,
  firstWaitMs: 5_000,
  longestWaitMs: 45_000,
  refusedWaitMs: 10 * 60_000,
};

export interface RefreshHistory {
  /** Epoch ms; absent = never in this run. */
  readonly lastAttemptAt?: number;
  readonly outcome: "none" | "fresh" | "unreached" | "refused";
  /** Failures since the last success. */
  readonly failures: number;
  /** The network came back after the last attempt. */
  readonly isReconnected: boolean;
  /** 0…1, drawn at the last attempt. */
  readonly spread: number;
}

export const NO_HISTORY: RefreshHistory = { outcome: "none", failures: 0, isReconnected: false, spread: 0 };

/** Milliseconds from `now` until the next refresh is due; 0 = at once. */
export function untilDue(history: RefreshHistory, policy: RefreshPolicy, now: number): number {
  const { lastAttemptAt } = history;
  if (lastAttemptAt === undefined || history.isReconnected) return 0;
  // A clock that was set back would otherwise put the next refresh off for as long as it went back.
  if (now < lastAttemptAt) return 0;
  return Math.max(0, lastAttemptAt + waitAfter(history, policy) - now);
}

function waitAfter(history: RefreshHistory, policy: RefreshPolicy): number {
  const cut = 1 - policy.jitter * history.spread;
  if (history.outcome === "refused") return policy.refusedWaitMs * cut;
  if (history.outcome !== "unreached") return policy.intervalMs * cut;
  const doubled = policy.firstWaitMs * 2 ** Math.min(history.failures - 1, 30);
  return Math.min(doubled, policy.longestWaitMs) * cut;
}

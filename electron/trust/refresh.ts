/** Keeps trust data fresh: asks the province when the schedule says so, hands what comes to the import gate, notes the rest. */
import type { TrustSource } from "../app/ports/province.ts";
import type { TrustStatus, TrustStore } from "../app/ports/trust.ts";
import { isLineFault } from "../domain/outage.ts";
import { ok, type Result } from "../domain/result.ts";
import { NO_HISTORY, REFRESH_POLICY, type RefreshHistory, type RefreshPolicy, untilDue } from "./refresh-schedule.ts";

/** Longest sleep between two looks at the clock: a timer does not run while the machine is suspended, the clock does. */
const LOOK_MS = 15_000;

export interface RefreshTimers {
  /** Calls back once after `ms`; returns what takes it back. */
  after(ms: number, run: () => void): () => void;
}

export interface TrustRefreshDependencies {
  readonly source: TrustSource;
  readonly store: TrustStore;
  readonly now: () => number;
  /** 0…1 */
  readonly random: () => number;
  readonly timers: RefreshTimers;
  readonly policy?: RefreshPolicy;
  /** Told after each attempt; for the audit and the screens. */
  readonly onOutcome?: (outcome: Result<TrustStatus>) => void;
  readonly onBug: (error: unknown) => void;
}

export interface TrustRefresh {
  /** Asks now, whatever the schedule says. `isComplete`: also when the province would answer "unchanged". */
  refreshNow(isComplete?: boolean): Promise<Result<TrustStatus>>;
  /** The network is back: due at once. */
  reconnected(): void;
  stop(): void;
}

export function startTrustRefresh(dependencies: TrustRefreshDependencies): TrustRefresh {
  const { store, now, random, timers, onBug, policy = REFRESH_POLICY } = dependencies;
  const abort = new AbortController();
  let history: RefreshHistory = NO_HISTORY;
  let running: Promise<Result<TrustStatus>> | undefined;
  let takeBack: () => void = () => undefined;

  async function attempt(isComplete: boolean): Promise<Result<TrustStatus>> {
    const startedAt = now();
    // Counted as a failure until it has ended well, so that even a bug cannot make it start again without a wait.
    history = startedHistory(history, startedAt, random());
    const outcome = await refreshOnce(dependencies, isComplete, abort.signal);
    history = endedHistory(history, outcome);
    if (!abort.signal.aborted) dependencies.onOutcome?.(outcome);
    return outcome;
  }

  function refreshNow(isComplete = false): Promise<Result<TrustStatus>> {
    running ??= attempt(isComplete).finally(() => {
      running = undefined;
      look();
    });
    return running;
  }

  function look(): void {
    takeBack();
    if (abort.signal.aborted || running) return;
    const waitMs = untilDue(history, policy, now());
    if (waitMs === 0) refreshNow().catch(onBug);
    else takeBack = timers.after(Math.min(waitMs, LOOK_MS), lookAround);
  }

  /** What the command line has put into the folder is in use within one look. */
  function lookAround(): void {
    store.reload().catch(onBug);
    look();
  }

  look();
  return {
    refreshNow,
    reconnected() {
      history = { ...history, isReconnected: true };
      look();
    },
    stop() {
      abort.abort();
      takeBack();
    },
  };
}

async function refreshOnce(
  { source, store, now }: TrustRefreshDependencies,
  isComplete: boolean,
  signal: AbortSignal,
): Promise<Result<TrustStatus>> {
  await store.reload();
  const fetched = await source.fetch(isComplete ? undefined : store.etag(), signal);
  if (!fetched.ok) {
    if (!signal.aborted) await store.noteRefresh(fetched, now());
    return fetched;
  }
  if (fetched.value === undefined) {
    await store.noteRefresh(ok(undefined), now());
    return ok(store.status());
  }
  const imported = await store.importBundle(fetched.value.bytes, now(), fetched.value.etag);
  if (imported.ok) await store.noteRefresh(ok(undefined), now());
  return imported.ok ? ok(store.status()) : imported;
}

function startedHistory(before: RefreshHistory, lastAttemptAt: number, spread: number): RefreshHistory {
  return { lastAttemptAt, outcome: "refused", failures: before.failures + 1, isReconnected: false, spread };
}

function endedHistory(started: RefreshHistory, outcome: Result<TrustStatus>): RefreshHistory {
  if (outcome.ok) return { ...started, outcome: "fresh", failures: 0 };
  const isUnreached = isLineFault(outcome.fault);
  // A reconnect that came while this attempt failed is still to be acted on; a refused answer is not undone by it.
  const isReconnected = started.isReconnected && isUnreached;
  return { ...started, outcome: isUnreached ? "unreached" : "refused", isReconnected };
}

/**
 * Asks one line of the province whether it is there, while nothing else does: one cheap question after the other, less often
 * while it is down, not at all while it asks to be left alone.
 */
import { fault } from "../../domain/fault.ts";
import type { Result } from "../../domain/result.ts";
import type { Probe } from "../ports/province.ts";
import { backOffMs } from "./back-off.ts";
import { askedWaitMs } from "./evidence.ts";

/** A line that takes longer for the cheapest question counts as down. */
export const PROBE_PATIENCE_MS = 2_000;
/** Between probes of a line that is down, however many have failed: so many gaps, but no more than that. */
const DOWN_GAPS = 6;
const LONGEST_GAP_MS = 5_000;

export interface ProbeTimers {
  /** Calls back once after `ms`; returns what takes it back. */
  after(ms: number, run: () => void): () => void;
}

export interface ProberDependencies {
  readonly probe: Probe;
  /** From one answer to the next question, while all is well. */
  readonly gapMs: number;
  readonly timers: ProbeTimers;
  readonly random: () => number;
  /** Milliseconds since something else got a good answer here; that long no question is needed. */
  readonly sinceGoodMs: () => number;
  readonly isDown: () => boolean;
  /** A question leaves; what it returns is told of the outcome. */
  readonly asking: () => (outcome: Result<unknown>) => void;
  readonly onBug: (error: unknown) => void;
}

export interface Prober {
  stop(): void;
}

export function startProber(dependencies: ProberDependencies): Prober {
  const { probe, gapMs, timers, random, sinceGoodMs, isDown, asking, onBug } = dependencies;
  const stopped = new AbortController();
  const waits = { firstMs: Math.min(gapMs, LONGEST_GAP_MS), longestMs: Math.min(DOWN_GAPS * gapMs, LONGEST_GAP_MS) };
  let failures = 0;
  let takeBack: () => void = () => undefined;

  const next = (ms: number) => {
    if (!stopped.signal.aborted) takeBack = timers.after(ms, turn);
  };

  function turn(): void {
    const sinceGood = sinceGoodMs();
    const isNewsFresh = !isDown() && sinceGood >= 0 && sinceGood < gapMs;
    if (isNewsFresh) next(gapMs - sinceGood);
    else ask().catch(onAskBug);
  }

  function onAskBug(error: unknown): void {
    onBug(error);
    next(LONGEST_GAP_MS);
  }

  async function ask(): Promise<void> {
    const answered = asking();
    const outcome = await withinPatience(probe, timers, stopped.signal);
    if (stopped.signal.aborted) return;
    failures = outcome.ok ? 0 : failures + 1;
    answered(outcome);
    next(outcome.ok ? afterGood() : backOffMs(waits, failures, random(), askedWaitMs(outcome.fault)));
  }

  /** The second good answer, which ends an outage, is asked for soon. */
  function afterGood(): number {
    return isDown() ? waits.firstMs / 3 : gapMs;
  }

  turn();
  return {
    stop() {
      stopped.abort();
      takeBack();
    },
  };
}

/** The probe's own deadlines are those of calls for a citizen, and longer. */
function withinPatience(probe: Probe, timers: ProbeTimers, stopped: AbortSignal): Promise<Result<unknown>> {
  const given = new AbortController();
  const giveUp = () => given.abort();
  stopped.addEventListener("abort", giveUp, { once: true });
  return new Promise((resolve, reject) => {
    const takeBack = timers.after(PROBE_PATIENCE_MS, () => {
      given.abort();
      const late = fault("province.timed-out", { stage: "whole", waitedMs: PROBE_PATIENCE_MS });
      resolve({ ok: false, fault: late });
    });
    probe(given.signal)
      .then(resolve, reject)
      .finally(() => {
        takeBack();
        stopped.removeEventListener("abort", giveUp);
      });
  });
}

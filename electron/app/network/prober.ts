/**
 * Asks one line of the province whether it is there, while nothing else does: one cheap question after the other, less often
 * while it is down or nobody works here, not at all while it asks to be left alone.
 */
import { type Fault, fault } from "../../domain/fault.ts";
import { failed, type Result } from "../../domain/result.ts";
import type { Probe } from "../ports/province.ts";
import { backOffMs } from "./back-off.ts";
import { askedWaitMs } from "./evidence.ts";
import { LONGEST_PATIENCE_MS, type Pace, withChance } from "./pace.ts";

const AFTER_A_BUG_MS = 5_000;

export interface ProbeTimers {
  /** Calls back once after `ms`; returns what takes it back. */
  after(ms: number, run: () => void): () => void;
}

/** Of one question: at most once that it is overdue, and then what came of it. */
export interface Answers {
  overdue(problem: Fault): void;
  ended(outcome: Result<unknown>): void;
}

export interface ProberDependencies {
  readonly probe: Probe;
  /** As the line is now. */
  readonly pace: () => Pace;
  /** How long an answer to a question that leaves now may take before it is overdue, in milliseconds. */
  readonly patience: () => number;
  readonly timers: ProbeTimers;
  readonly random: () => number;
  /** Milliseconds since something got a good answer here; for a whole gap no question is needed. */
  readonly sinceGoodMs: () => number;
  readonly isDown: () => boolean;
  /** A question leaves. */
  readonly asking: () => Answers;
  readonly onBug: (error: unknown) => void;
}

export interface Prober {
  /** Puts a new question; what comes of the one under way is not heard any more. */
  askNow(): void;
  stop(): void;
}

export function startProber(dependencies: ProberDependencies): Prober {
  const { pace, random, sinceGoodMs, isDown, asking, timers, onBug } = dependencies;
  let question = new AbortController();
  let failures = 0;
  let takeBack: () => void = () => undefined;

  const next = (ms: number) => {
    takeBack = timers.after(ms, turn);
  };

  function turn(): void {
    const sinceGood = sinceGoodMs();
    const { gapMs } = pace();
    const isNewsFresh = !isDown() && sinceGood >= 0 && sinceGood < withChance(gapMs, 1);
    if (isNewsFresh) next(withChance(gapMs, random()) - sinceGood);
    else askNow();
  }

  function askNow(): void {
    stop();
    question = new AbortController();
    const { signal } = question;
    ask(signal).catch((error: unknown) => {
      onBug(error);
      if (!signal.aborted) next(AFTER_A_BUG_MS);
    });
  }

  async function ask(signal: AbortSignal): Promise<void> {
    const answers = asking();
    const outcome = await put(dependencies, signal, answers);
    if (signal.aborted) return;
    failures = outcome.ok ? 0 : failures + 1;
    answers.ended(outcome);
    next(outcome.ok ? afterGood() : backOffMs(pace().whileDown, failures, random(), askedWaitMs(outcome.fault)));
  }

  /** The second good answer, which ends an outage, is asked for soon. */
  function afterGood(): number {
    const { gapMs, whileDown } = pace();
    return isDown() ? whileDown.firstMs / 3 : withChance(gapMs, random());
  }

  function stop(): void {
    question.abort();
    takeBack();
  }

  askNow();
  return { askNow, stop };
}

/** The probe's own deadlines are those of calls for a citizen, and longer. */
function put(
  { probe, patience, timers }: ProberDependencies,
  signal: AbortSignal,
  { overdue }: Answers,
): Promise<Result<unknown>> {
  const given = new AbortController();
  const patienceMs = patience();
  return new Promise((resolve, reject) => {
    const waits = [
      ...(patienceMs < LONGEST_PATIENCE_MS ? [timers.after(patienceMs, () => overdue(late(patienceMs)))] : []),
      timers.after(LONGEST_PATIENCE_MS, () => {
        given.abort();
        resolve(failed(late(LONGEST_PATIENCE_MS)));
      }),
    ];
    const settle = () => {
      for (const takeBack of waits) takeBack();
      signal.removeEventListener("abort", giveUp);
    };
    const giveUp = () => {
      settle();
      given.abort();
    };
    signal.addEventListener("abort", giveUp, { once: true });
    probe(given.signal).then(resolve, reject).finally(settle);
  });
}

function late(waitedMs: number): Fault {
  return fault("province.timed-out", { stage: "whole", waitedMs });
}

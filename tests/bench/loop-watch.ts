/**
 * How long the loop of this thread was held up, measured in three ways. By the clock a thread on a shared machine also waits for a
 * processor, which is not its doing. Linux says how long (`schedstat`): without that wait there remains what the program did itself,
 * work or waiting for a disk, and this is judged. Where the system does not say, processor time is, which a disk does not show in.
 */
import { readFileSync } from "node:fs";

const LOOK_MS = 5;

/** The longest of each, in milliseconds, beyond the time between two looks. */
export interface HoldUp {
  readonly clockMs: number;
  /** Without the wait for a processor; absent where the system does not tell it. */
  readonly ownMs?: number;
  readonly processorMs: number;
}

export interface LoopWatch {
  stop(): HoldUp;
}

/** What is judged of a hold-up, and its name for the report. */
export function judged({ ownMs, processorMs }: HoldUp): { readonly ms: number; readonly by: string } {
  return ownMs === undefined
    ? { ms: processorMs, by: "processor time" }
    : { ms: ownMs, by: "clock less the wait for a processor" };
}

export function watchLoop(queued: () => number | undefined = queuedMs): LoopWatch {
  const longest = { clockMs: 0, ownMs: 0, processorMs: 0 };
  let isTold = true;
  let last = look(queued);
  const compare = () => {
    const now = look(queued);
    const held = now.at - last.at - LOOK_MS;
    longest.clockMs = Math.max(longest.clockMs, held);
    longest.processorMs = Math.max(longest.processorMs, now.processorMs - last.processorMs);
    if (now.queuedMs === undefined || last.queuedMs === undefined) isTold = false;
    else longest.ownMs = Math.max(longest.ownMs, held - (now.queuedMs - last.queuedMs));
    last = now;
  };
  const timer = setInterval(compare, LOOK_MS);
  return {
    stop() {
      clearInterval(timer);
      compare();
      const { ownMs, ...rest } = longest;
      return isTold ? { ...rest, ownMs } : rest;
    },
  };
}

function look(queued: () => number | undefined) {
  const { user, system } = process.threadCpuUsage();
  return { at: performance.now(), queuedMs: queued(), processorMs: (user + system) / 1_000 };
}

/** Since the thread's beginning: ready to run, and no processor free. */
function queuedMs(): number | undefined {
  try {
    const ms = Number(readFileSync("/proc/thread-self/schedstat", "utf8").split(" ")[1]) / 1e6;
    return Number.isFinite(ms) ? ms : undefined;
  } catch {
    return undefined;
  }
}

/**
 * How long the loop of this thread was held up. On a machine that other work shares a thread also waits for a processor; Linux says how
 * long (`schedstat`), and what is left is what the program did itself: work, or waiting for a disk.
 */
import { readFileSync } from "node:fs";

const LOOK_MS = 5;

export interface LoopWatch {
  /** Longest, in milliseconds, beyond the time between two looks: in all, and without the wait for a processor. */
  stop(): { readonly heldMs: number; readonly ownMs: number };
}

export function watchLoop(): LoopWatch {
  let heldMs = 0;
  let ownMs = 0;
  let last = look();
  const timer = setInterval(() => {
    const now = look();
    const held = now.at - last.at - LOOK_MS;
    heldMs = Math.max(heldMs, held);
    ownMs = Math.max(ownMs, held - (now.queuedMs - last.queuedMs));
    last = now;
  }, LOOK_MS);
  return {
    stop() {
      clearInterval(timer);
      return { heldMs, ownMs };
    },
  };
}

function look() {
  return { at: performance.now(), queuedMs: queuedMs() };
}

/** Since the thread's beginning: ready to run, and no processor free. 0 where the system does not say. */
function queuedMs(): number {
  try {
    return Number(readFileSync("/proc/thread-self/schedstat", "utf8").split(" ")[1]) / 1e6;
  } catch {
    return 0;
  }
}

/** Time for this folder: everything that waits takes `Timers`, so that tests turn the hands themselves. */

export interface Timers {
  /** Milliseconds since 1970. */
  wallMs(): number;
  /** Never jumps; only differences mean anything. */
  steadyMs(): number;
  /** Runs `run` once after `delayMs`; the returned function calls it off. */
  after(delayMs: number, run: () => void): () => void;
}

export const systemTimers: Timers = {
  wallMs: () => Date.now(),
  steadyMs: () => performance.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};

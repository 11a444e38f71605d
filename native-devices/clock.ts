/**
 * Time as the device code sees it: a wall clock for what is shown, a steady one for gaps and deadlines, and timers.
 * Everything that waits takes a `Clock`, so that tests turn the hands themselves.
 */

export type Cancel = () => void;

export interface Clock {
  /** Milliseconds since 1970, the computer's opinion; may jump. */
  wallMs(): number;
  /** Milliseconds since some fixed moment, with fractions; never jumps. */
  steadyMs(): number;
  /** Runs `run` once after `delayMs`; the returned function calls it off. */
  after(delayMs: number, run: () => void): Cancel;
}

export const systemClock: Clock = {
  wallMs: () => Date.now(),
  steadyMs: () => performance.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};

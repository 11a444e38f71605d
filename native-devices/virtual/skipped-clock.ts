/** A clock that jumps from one timer to the next: a recorded minute is over at once, and everything in it keeps its time. */
import type { Clock } from "../clock.ts";

export interface SkippedClock extends Clock {
  /** Runs every timer in order, and those they set, until none is left. */
  runOut(until?: () => boolean, held?: () => Promise<void>): Promise<void>;
}

interface Timer {
  readonly atMs: number;
  readonly run: () => void;
}

export function createSkippedClock(wallStartMs: number): SkippedClock {
  let nowMs = 0;
  const timers = new Set<Timer>();
  /** Of two due at once the one set first: a set keeps their order. */
  const next = () => [...timers].reduce<Timer | undefined>((a, b) => (a && a.atMs <= b.atMs ? a : b), undefined);
  return {
    wallMs: () => wallStartMs + nowMs,
    steadyMs: () => nowMs,
    after(delayMs, run) {
      const timer = { atMs: nowMs + Math.max(0, delayMs), run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    async runOut(until = () => false, held = async () => {}) {
      // What was begun before sets its first timer in a moment.
      await new Promise((resolve) => setImmediate(resolve));
      await held();
      for (let timer = next(); timer && !until(); timer = next()) {
        timers.delete(timer);
        nowMs = timer.atMs;
        timer.run();
        // What a promise decided comes before the next timer.
        await new Promise((resolve) => setImmediate(resolve));
        await held();
      }
    },
  };
}

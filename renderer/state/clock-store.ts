/** The host's clock as the screens show it: ages and countdowns go by it, not by the window's own. */
import { create } from "zustand";

interface Clock {
  /** Epoch milliseconds, to the second. */
  readonly now: number;
  /** The host's time minus this window's. */
  readonly offsetMs: number;
  adjust(hostNow: number): void;
}

export const useClock = create<Clock>((set) => ({
  now: Date.now(),
  offsetMs: 0,
  adjust(hostNow) {
    set({ offsetMs: hostNow - Date.now(), now: hostNow });
  },
}));

/** Ticks once a second; returns what stops it. */
export function startClock(): () => void {
  const timer = setInterval(() => useClock.setState(({ offsetMs }) => ({ now: Date.now() + offsetMs })), 1_000);
  return () => clearInterval(timer);
}

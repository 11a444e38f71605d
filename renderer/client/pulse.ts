/**
 * Whether the host still answers: a line can stand while what is behind it hangs. Asked every second; whatever comes is a sign of life.
 * The host is silent after three questions in a row without one (3 to 4 s), counted in this page's own ticks: a page that was
 * asleep, in the background or busy itself ticks late, and has no right to say that it was the host.
 */

export interface PulseListeners {
  ask(): void;
  onSilent(): void;
  /** After a silence. */
  onBack(): void;
}

export interface Pulse {
  /** Anything came from the host. */
  heard(): void;
  stop(): void;
}

const TICK_MS = 1_000;
const LATE_MS = 2_000;
const UNANSWERED = 3;

/** @param now milliseconds of any steady clock. */
export function startPulse({ ask, onSilent, onBack }: PulseListeners, now = () => performance.now()): Pulse {
  let unanswered = 0;
  let isSilent = false;
  let lastMs = now();
  const tick = () => {
    const isLate = now() - lastMs > LATE_MS;
    lastMs = now();
    // What came meanwhile may still be waiting to be heard.
    if (isLate) unanswered = 0;
    if (unanswered >= UNANSWERED && !isSilent) {
      isSilent = true;
      onSilent();
    }
    unanswered += 1;
    ask();
  };
  const timer = setInterval(tick, TICK_MS);
  return {
    heard() {
      unanswered = 0;
      if (!isSilent) return;
      isSilent = false;
      onBack();
    },
    stop: () => clearInterval(timer),
  };
}

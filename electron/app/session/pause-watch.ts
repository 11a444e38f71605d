/**
 * Notices that the machine stood still: suspended, its lid closed, its virtual machine paused. Nothing tells a program so on every
 * system (Electron's lock and unlock events are Windows' and macOS' only), but the wall clock goes on while this program does not.
 */

/** Somebody may have come meanwhile. Far above what a busy machine holds a timer up. */
const PAUSE_MS = 10_000;
/** Where the steady clock goes on during a suspension too (Windows). */
const STALL_MS = 60_000;

export interface Clocks {
  /** Epoch ms. */
  wall(): number;
  /** Milliseconds that never jump. */
  steady(): number;
}

/** @returns call it now and then; true = the machine stood still since the last call. */
export function createPauseWatch(clocks: Clocks): () => boolean {
  let last = { wall: clocks.wall(), steady: clocks.steady() };
  return () => {
    const now = { wall: clocks.wall(), steady: clocks.steady() };
    const steady = now.steady - last.steady;
    const slept = now.wall - last.wall - steady;
    last = now;
    return slept > PAUSE_MS || steady > STALL_MS;
  };
}

/** Looks twice a second: whoever wakes the machine finds it locked within one. */
export function watchPauses(clocks: Clocks, onPause: () => void): () => void {
  const hasPaused = createPauseWatch(clocks);
  const timer = setInterval(() => {
    if (hasPaused()) onPause();
  }, 500);
  timer.unref?.();
  return () => clearInterval(timer);
}

/**
 * Locks the terminal after a while without a key, and no sooner because a case is open or a field has text in it. The longest
 * session is the same clock, touched by passwords only.
 */

export interface IdleLock {
  /** Something was done at the clerk's window. */
  touch(): void;
  stop(): void;
}

export function createIdleLock(idleMs: number, onIdle: () => void): IdleLock {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const arm = () => {
    clearTimeout(timer);
    timer = setTimeout(onIdle, idleMs);
    timer.unref?.();
  };
  arm();
  return { touch: arm, stop: () => clearTimeout(timer) };
}

/**
 * What a person holds down right now: keys by their code, and the pointer's main button. Seen before anything else takes the events;
 * a window that loses the focus or is hidden counts as let go, because what is let go elsewhere is not told to it.
 */

/** Beside the codes of keys (UI Events `KeyboardEvent.code`). */
export const POINTER = "Pointer";

interface Press {
  /** Time stamp of the event that began it. */
  readonly sinceMs: number;
  /** See `spend`. */
  isSpent: boolean;
}

const down = new Map<string, Press>();
const listeners = new Set<(letGo?: LetGo) => void>();

export interface LetGo {
  readonly code: string;
  /** How long it was down. */
  readonly afterMs: number;
}

/** To be started before whatever takes keys away. @returns what stops it. */
export function startHeldDown(): () => void {
  const press = (code: string, sinceMs: number, isRepeat: boolean) => {
    if (!isRepeat || !down.has(code)) down.set(code, { sinceMs, isSpent: false });
    tell();
  };
  const letGo = (code: string, atMs: number) => {
    const press = down.get(code);
    if (down.delete(code) && press) tell({ code, afterMs: atMs - press.sinceMs });
  };
  const letAllGo = () => {
    down.clear();
    tell();
  };
  const ending = new AbortController();
  const options = { capture: true, signal: ending.signal };
  window.addEventListener("keydown", ({ code, timeStamp, repeat }) => press(code, timeStamp, repeat), options);
  window.addEventListener("keyup", ({ code, timeStamp }) => letGo(code, timeStamp), options);
  window.addEventListener(
    "pointerdown",
    ({ button, timeStamp }) => void (button === 0 && press(POINTER, timeStamp, false)),
    options,
  );
  for (const event of ["pointerup", "pointercancel"] as const)
    window.addEventListener(event, ({ timeStamp }) => letGo(POINTER, timeStamp), options);
  // Of the window itself, not of a field in it.
  window.addEventListener("blur", letAllGo, { signal: ending.signal });
  document.addEventListener("visibilitychange", letAllGo, options);
  return () => ending.abort();
}

export function isHeldDown(codes: readonly string[]): boolean {
  return codes.some((code) => down.has(code));
}

/** The press did what it was for: what the key repeats until it is let go is not for whatever has the focus by then. */
export function spend(code: string): void {
  const press = down.get(code);
  if (press) press.isSpent = true;
}

export function isSpent(code: string): boolean {
  return down.get(code)?.isSpent === true;
}

/** Something was pressed or let go; told what, where a person did it. @returns what stops the listening. */
export function onHeldDown(listener: (letGo?: LetGo) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function tell(letGo?: LetGo): void {
  for (const listener of listeners) listener(letGo);
}

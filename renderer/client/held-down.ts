/**
 * What a person holds down right now: keys by their code, and the pointer's main button. Seen before anything else takes the events;
 * a window that loses the focus or is hidden counts as let go, because what is let go elsewhere is not told to it.
 */

/** Beside the codes of keys (UI Events `KeyboardEvent.code`). */
export const POINTER = "Pointer";

/** With whether the press was used up (`spend`). */
const down = new Map<string, boolean>();
const listeners = new Set<() => void>();

/** To be started before whatever takes keys away. @returns what stops it. */
export function startHeldDown(): () => void {
  const press = (code: string, isRepeat: boolean) => {
    if (!isRepeat || !down.has(code)) down.set(code, false);
    tell();
  };
  const letGo = (code: string) => {
    if (down.delete(code)) tell();
  };
  const letAllGo = () => {
    down.clear();
    tell();
  };
  const ending = new AbortController();
  const options = { capture: true, signal: ending.signal };
  window.addEventListener("keydown", ({ code, repeat }) => press(code, repeat), options);
  window.addEventListener("keyup", ({ code }) => letGo(code), options);
  window.addEventListener("pointerdown", ({ button }) => void (button === 0 && press(POINTER, false)), options);
  for (const event of ["pointerup", "pointercancel"] as const)
    window.addEventListener(event, () => letGo(POINTER), options);
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
  if (down.has(code)) down.set(code, true);
}

export function isSpent(code: string): boolean {
  return down.get(code) === true;
}

/** Something was pressed or let go. @returns what stops the listening. */
export function onHeldDown(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function tell(): void {
  for (const listener of listeners) listener();
}

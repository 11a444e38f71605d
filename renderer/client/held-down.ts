/**
 * What a person holds down right now: keys by their code, and the pointer's main button. Seen before anything else takes the events;
 * a window that loses the focus or is hidden counts as let go, because what is let go elsewhere is not told to it.
 */

/** Beside the codes of keys (UI Events `KeyboardEvent.code`). */
export const POINTER = "Pointer";

const down = new Set<string>();
const listeners = new Set<() => void>();

/** To be started before whatever takes keys away. @returns what stops it. */
export function startHeldDown(): () => void {
  const press = (code: string) => {
    down.add(code);
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
  window.addEventListener("keydown", ({ code }) => press(code), options);
  window.addEventListener("keyup", ({ code }) => letGo(code), options);
  window.addEventListener("pointerdown", ({ button }) => void (button === 0 && press(POINTER)), options);
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

/** Something was pressed or let go. @returns what stops the listening. */
export function onHeldDown(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function tell(): void {
  for (const listener of listeners) listener();
}

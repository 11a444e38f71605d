/**
 * What the clerk pasted or copied may be a citizen's and must not outlast the case, a lock or a sign-out. The shell's host is told of
 * it and empties the clipboard itself. A browser lets nobody but the page do so, and only while its window has the focus: refused,
 * it is owed, and paid when the window is touched again; what was copied meanwhile goes with it, and that is said.
 */
import type { CounterView } from "../../electron/contract/counter.ts";
import { fault } from "../../electron/domain/fault.ts";
import { preloadBridge } from "../client/bridge-carrier.ts";
import { host } from "../client/host.ts";
import { useCounter } from "./counter-store.ts";
import { useNotice } from "./notice-store.ts";

let isTouched = false;
let isOwed = false;

/** Only a clerk has citizens' data before them. */
export function clipboardTouched(): void {
  if (useCounter.getState().view?.clerk?.role !== "clerk") return;
  isTouched = true;
  void host.call("clipboard.touched", {});
}

/** Any paste and copy in this page, fields included. */
export function startClipboardTraces(): void {
  for (const event of ["paste", "copy", "cut"]) document.addEventListener(event, clipboardTouched, { capture: true });
  for (const event of ["focus", "keydown", "pointerdown"]) window.addEventListener(event, payLate, { capture: true });
  useCounter.subscribe(({ view: after }, { view: before }) => {
    if (before && after && hasEnded(before, after)) wipe();
  });
}

function hasEnded(before: CounterView, after: CounterView): boolean {
  return (
    (before.case !== undefined && after.case === undefined) ||
    (before.clerk !== undefined && after.clerk === undefined) ||
    (!before.isLocked && after.isLocked)
  );
}

function wipe(): void {
  if (!isTouched) return;
  isTouched = false;
  isOwed = preloadBridge(window) === undefined;
  void pay();
}

function payLate(): void {
  void pay().then((isPaid) => {
    if (isPaid) useNotice.getState().show(fault("clipboard.emptied"));
  });
}

/** @returns whether something was owed and is paid now. */
async function pay(): Promise<boolean> {
  if (!isOwed) return false;
  isOwed = false;
  try {
    await navigator.clipboard.writeText("");
    return true;
  } catch {
    // Not in front, or not allowed yet: at the next touch.
    isOwed = true;
    return false;
  }
}

/**
 * Keyboard-wedge scanners, caught for the whole page before any field sees a key: the pure decision is
 * `domain/scan/wedge.ts`, here are the browser's events. What a person typed is given back to the field or to the shortcuts.
 */
import {
  stepWedge,
  type WedgeDecision,
  type WedgeKey,
  type WedgeState,
  wedgeDeadline,
  wedgeIdle,
} from "../../electron/domain/scan/wedge.ts";
import { keyName, RESERVED_KEYS } from "../state/action-keys.ts";
import { rememberField } from "./composition-guard.ts";
import { isSpent, spend } from "./held-down.ts";
import { dispatchKey, focusedField, hasControlFocus, type TextField } from "./keyboard.ts";

export interface WedgeListeners {
  onScan(text: string): void;
  /** As fast as a scanner, yet no whole code. */
  onBroken(): void;
}

/** @returns what stops the capture. */
export function startWedgeCapture(listeners: WedgeListeners): () => void {
  let state: WedgeState = wedgeIdle;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let setFieldBack: (() => void) | undefined;

  const settle = (decisions: readonly WedgeDecision[]) => {
    for (const decision of decisions) {
      if (decision.kind !== "typed") setFieldBack?.();
      if (decision.kind === "scan") listeners.onScan(decision.text);
      else if (decision.kind === "broken") listeners.onBroken();
      else giveBack(decision.keys);
    }
    if (!hasComposed(state)) setFieldBack = undefined;
  };
  const armSilence = () => {
    clearTimeout(timer);
    const deadline = wedgeDeadline(state);
    if (deadline === null) return;
    timer = setTimeout(
      () => {
        const step = stepWedge(state, { kind: "silence", atMs: performance.now() });
        state = step.state;
        settle(step.decisions);
        armSilence();
      },
      Math.max(0, deadline - performance.now()) + 1,
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Process" && !hasComposed(state)) setFieldBack = rememberField();
    const step = stepWedge(state, wedgeKey(event));
    state = step.state;
    if (step.key === "hold") {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    settle(step.decisions);
    armSilence();
    if (step.key === "pass") takePassedKey(event);
  };
  window.addEventListener("keydown", onKeyDown, { capture: true });
  return () => {
    clearTimeout(timer);
    window.removeEventListener("keydown", onKeyDown, { capture: true });
  };
}

/** An input method has one of the held keys. */
function hasComposed({ held }: WedgeState): boolean {
  return held.some(({ press }) => press.key === "Process");
}

function wedgeKey(event: KeyboardEvent): WedgeKey {
  return {
    kind: "key",
    atMs: event.timeStamp,
    code: event.code,
    key: event.key,
    shift: event.shiftKey,
    ctrl: event.ctrlKey,
    alt: event.altKey,
    meta: event.metaKey,
    isRepeat: event.repeat,
    isCapsLockOn: event.getModifierState("CapsLock"),
  };
}

const MOVING = /^(Arrow|Page|Backspace|Delete|Tab|Home|End)/;

/** A key that types nothing by itself: Enter, arrows, F keys, Escape, shortcuts. */
function takePassedKey(event: KeyboardEvent): void {
  if (event.isComposing || event.key === "Process") return;
  const name = keyName({
    code: event.code,
    key: event.key,
    ctrl: event.ctrlKey,
    alt: event.altKey,
    meta: event.metaKey,
  });
  if (name === undefined) return;
  // A key held down is pressed once; only moving about goes on.
  if (event.repeat && !MOVING.test(name)) {
    stopRepeat(event);
    return;
  }
  const isOwnEnter = name === "Enter" && hasControlFocus();
  const isUsed = !isOwnEnter && dispatchKey(name, focusedField() !== undefined);
  if (isUsed) {
    spend(event.code);
    event.stopImmediatePropagation();
  }
  if (isUsed || RESERVED_KEYS.includes(name)) event.preventDefault();
}

function stopRepeat(event: KeyboardEvent): void {
  // What the press opened may have the focus by now, and a field in it would take the rest.
  if (isSpent(event.code)) event.stopImmediatePropagation();
  else if (hasControlFocus() || focusedField() !== undefined) return;
  event.preventDefault();
}

function giveBack(keys: readonly WedgeKey[]): void {
  for (const press of keys) {
    const field = focusedField();
    const name = keyName(press);
    if (name !== undefined && dispatchKey(name, field !== undefined)) spend(press.code);
    else if (field) insert(field, press.key.length === 1 ? press.key : "");
    else if (press.key === " " && document.activeElement instanceof HTMLElement && hasControlFocus()) {
      spend(press.code);
      document.activeElement.click();
    }
  }
}

function insert(field: TextField, text: string): void {
  if (text === "" || field.readOnly || field.disabled) return;
  const from = field.selectionStart ?? field.value.length;
  field.setRangeText(text, from, field.selectionEnd ?? from, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true, data: text, inputType: "insertText" }));
}

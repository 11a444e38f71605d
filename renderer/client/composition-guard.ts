/**
 * Keeps what an input method made of a scanner's keys out of the field that has the focus. The input method has the keys before
 * the page does, so its text cannot be held back: the field is set back to what stood in it before.
 */
import { focusedField, type TextField } from "./keyboard.ts";

/** Input methods hand over what they composed some moments after the key that ended it. */
const GUARD_MS = 400;

/** @returns what sets the field back, now and for a short while; undefined when no field has the focus. */
export function rememberField(): (() => void) | undefined {
  const field = focusedField();
  if (!field) return undefined;
  const { value, selectionStart, selectionEnd } = field;
  return () => {
    const restore = () => setBack(field, value, [selectionStart, selectionEnd]);
    const guard = () => queueMicrotask(restore);
    // Leaving the field ends the composition; whatever comes of it is taken out again.
    field.addEventListener("compositionend", guard);
    field.addEventListener("input", guard);
    field.blur();
    field.focus();
    restore();
    setTimeout(() => {
      field.removeEventListener("compositionend", guard);
      field.removeEventListener("input", guard);
    }, GUARD_MS);
  };
}

function setBack(field: TextField, value: string, [from, to]: readonly (number | null)[]): void {
  if (field.value === value) return;
  field.setRangeText(value, 0, field.value.length, "end");
  field.setSelectionRange(from ?? value.length, to ?? value.length);
  field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "historyUndo" }));
}

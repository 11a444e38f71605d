/**
 * Key presses after the wedge decision, given to the layer on top: a dialog before a drawer before the screen. A layer
 * says which keys it wants; what nobody wants keeps its ordinary meaning.
 */

export interface KeyLayer {
  /** @returns whether the key was used up. */
  handle(name: string): boolean;
  /** Nothing below hears a key while this layer is there. */
  readonly isModal: boolean;
  /** Keys it wants even while a text field has the focus. */
  readonly inField: (name: string) => boolean;
}

const layers: KeyLayer[] = [];

/** @returns what removes the layer again. */
export function addKeyLayer(layer: KeyLayer): () => void {
  layers.push(layer);
  return () => {
    const at = layers.indexOf(layer);
    if (at >= 0) layers.splice(at, 1);
  };
}

export function dispatchKey(name: string, isInField: boolean): boolean {
  for (const layer of [...layers].reverse()) {
    const wants = !isInField || layer.inField(name);
    if (wants && layer.handle(name)) return true;
    if (layer.isModal) return false;
  }
  return false;
}

export type TextField = HTMLInputElement | HTMLTextAreaElement;

const TEXT_TYPES = new Set(["text", "search", "password", "tel", "url"]);

/** The text field that has the focus, if one has. */
export function focusedField(): TextField | undefined {
  const { activeElement } = document;
  if (activeElement instanceof HTMLTextAreaElement) return activeElement;
  return activeElement instanceof HTMLInputElement && TEXT_TYPES.has(activeElement.type) ? activeElement : undefined;
}

/** A control that the keyboard user moved to: its own Enter and Space come first. */
export function hasControlFocus(): boolean {
  const { activeElement } = document;
  return activeElement?.matches("button, a[href], [role=option], summary, select") === true;
}

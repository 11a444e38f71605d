/** Keys of a screen or drawer while it is shown. */
import { useEffect, useRef } from "react";
import { addKeyLayer } from "../client/keyboard.ts";

/** Key names of `state/action-keys.ts` with what they do; the first that fits is taken. */
export type KeyBindings = readonly (readonly [name: string, act: () => void])[];

export interface KeyOptions {
  readonly isActive?: boolean;
  /** Keys wanted even while a text field has the focus; F keys, Escape and shortcuts with Ctrl always are. */
  readonly inField?: (name: string) => boolean;
}

const ALWAYS = /^(F\d+|Escape|Ctrl\+[LP])$/;

export function useKeys(bindings: KeyBindings, { isActive = true, inField }: KeyOptions = {}): void {
  const latest = useRef({ bindings, inField });
  useEffect(() => {
    latest.current = { bindings, inField };
  });
  useEffect(() => {
    if (!isActive) return undefined;
    return addKeyLayer({
      isModal: false,
      inField: (name) => ALWAYS.test(name) || latest.current.inField?.(name) === true,
      handle: (name) => {
        const act = actOf(latest.current.bindings, name);
        act?.();
        return act !== undefined;
      },
    });
  }, [isActive]);
}

export function actOf(bindings: KeyBindings, name: string): (() => void) | undefined {
  return bindings.find(([key]) => key === name)?.[1];
}

/** Keys of a screen or drawer while it is shown. */
import { useEffect, useRef } from "react";
import { addKeyLayer } from "../client/keyboard.ts";

export type KeyHandlers = Readonly<Record<string, (() => void) | undefined>>;

export interface KeyOptions {
  readonly isActive?: boolean;
  /** Keys wanted even while a text field has the focus; F keys, Escape and shortcuts with Ctrl always are. */
  readonly inField?: (name: string) => boolean;
}

const ALWAYS = /^(F\d+|Escape|Ctrl\+[LP])$/;

export function useKeys(handlers: KeyHandlers, { isActive = true, inField }: KeyOptions = {}): void {
  const latest = useRef({ handlers, inField });
  useEffect(() => {
    latest.current = { handlers, inField };
  });
  useEffect(() => {
    if (!isActive) return undefined;
    return addKeyLayer({
      isModal: false,
      inField: (name) => ALWAYS.test(name) || latest.current.inField?.(name) === true,
      handle: (name) => {
        const act = latest.current.handlers[name];
        act?.();
        return act !== undefined;
      },
    });
  }, [isActive]);
}

/** A question in the way of everything else: focus goes in and stays in, Escape takes it back, keys below are silent. */
import { Dialog as Base } from "@base-ui/react/dialog";
import { type ReactNode, type RefObject, useEffect, useRef } from "react";
import { addKeyLayer } from "../client/keyboard.ts";
import { actOf, type KeyBindings } from "./use-keys.ts";

export interface DialogProps {
  readonly title: string;
  readonly hint?: string;
  readonly children: ReactNode;
  readonly onClose: () => void;
  /** Keys of this dialog; Enter in a form and Escape need none. */
  readonly keys?: KeyBindings;
  readonly inField?: (name: string) => boolean;
  /** What has the focus first; without it the dialog itself has, so that its keys mean what they say. */
  readonly focusFirst?: RefObject<HTMLElement | null>;
  readonly width?: "narrow" | "medium" | "receipt" | "wide";
}

/** Back to the screen and to no control on it: Enter means the next step again. */
function focusScreen(): void {
  document.querySelector<HTMLElement>("main[tabindex]")?.focus({ preventScroll: true });
}

export function Dialog(props: DialogProps): ReactNode {
  const { title, hint, children, onClose, keys, inField, width = "medium" } = props;
  const popup = useRef<HTMLDivElement>(null);
  useEffect(
    () =>
      addKeyLayer({
        isModal: true,
        inField: inField ?? (() => false),
        handle: (name) => {
          const act = keys && actOf(keys, name);
          act?.();
          return act !== undefined;
        },
      }),
    [keys, inField],
  );
  useEffect(() => () => queueMicrotask(focusScreen), []);
  return (
    <Base.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="dialog__backdrop" />
        <Base.Popup
          ref={popup}
          className="dialog"
          data-width={width}
          initialFocus={props.focusFirst ?? popup}
          finalFocus={false}
        >
          <Base.Title className="dialog__title">{title}</Base.Title>
          {hint && <Base.Description className="dialog__hint">{hint}</Base.Description>}
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

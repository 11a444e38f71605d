/** Asks for a reason: common ones by digit, any other in the clerk's own words. Nothing happens before one is given. */
import { type FormEvent, type ReactNode, useId, useMemo, useRef, useState } from "react";
import { Dialog } from "../../components/dialog.tsx";
import { FormFoot } from "../../components/form-foot.tsx";
import { KeyCap } from "../../components/key-cap.tsx";
import { useStrings } from "../../strings/use-strings.ts";

export interface ReasonDialogProps {
  readonly title: string;
  readonly hint: string;
  readonly reasons: readonly string[];
  readonly confirm: string;
  readonly isDangerous?: boolean;
  readonly onReason: (reason: string) => void;
  readonly onClose: () => void;
}

export function ReasonDialog(props: ReasonDialogProps): ReactNode {
  const { title, hint, reasons, confirm, isDangerous = false, onReason, onClose } = props;
  const strings = useStrings();
  const [text, setText] = useState("");
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const isEmpty = text.trim() === "";
  const keys = useMemo(
    () => reasons.map((reason, index) => [String(index + 1), () => setText(reason)] as const),
    [reasons],
  );
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (!isEmpty) onReason(text.trim());
  };
  const isPicking = isEmpty || reasons.includes(text);
  return (
    <Dialog
      title={title}
      hint={hint}
      onClose={onClose}
      keys={keys}
      inField={(name) => isPicking && /^[1-9]$/.test(name)}
      focusFirst={field}
    >
      <form onSubmit={submit}>
        <ul className="reasons">
          {reasons.map((reason, index) => (
            <li key={reason}>
              <button
                type="button"
                className="reason"
                aria-pressed={text === reason}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => setText(reason)}
              >
                <KeyCap name={String(index + 1)} />
                <span>{reason}</span>
              </button>
            </li>
          ))}
        </ul>
        <label className="field__label" htmlFor={id}>
          {strings.dialogs.ownReason}
        </label>
        <textarea
          ref={field}
          id={id}
          className="field__input field__input--area"
          rows={2}
          maxLength={200}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            submit();
          }}
        />
        <FormFoot
          cancel={strings.dialogs.back}
          submit={confirm}
          isReady={!isEmpty}
          isDangerous={isDangerous}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

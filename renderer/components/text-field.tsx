/** A labelled text field. */
import { type ReactNode, type RefObject, useEffect, useId, useRef } from "react";

export interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: "text" | "password" | "search";
  readonly isFocused?: boolean;
  readonly fieldRef?: RefObject<HTMLInputElement | null>;
  readonly autoComplete?: string;
  readonly maxLength?: number;
  readonly placeholder?: string;
  /** Only read out; the placeholder says it on the screen. */
  readonly isLabelHidden?: boolean;
  readonly note?: ReactNode;
  readonly isWrong?: boolean;
}

export function TextField(props: TextFieldProps): ReactNode {
  const { label, value, onChange, type = "text", isFocused = false, isLabelHidden = false, note } = props;
  const id = useId();
  const ownRef = useRef<HTMLInputElement>(null);
  const field = props.fieldRef ?? ownRef;
  useEffect(() => {
    if (isFocused) field.current?.focus();
  }, [isFocused, field]);
  return (
    <div className="field">
      <label className={isLabelHidden ? "only-read" : "field__label"} htmlFor={id}>
        {label}
      </label>
      <input
        ref={field}
        id={id}
        className="field__input"
        type={type}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        autoComplete={props.autoComplete ?? "off"}
        maxLength={props.maxLength}
        placeholder={props.placeholder}
        spellCheck={false}
        aria-invalid={props.isWrong ?? false}
        aria-describedby={note ? `${id}-note` : undefined}
      />
      {note && (
        <span className="field__note" id={`${id}-note`} data-wrong={props.isWrong ?? false}>
          {note}
        </span>
      )}
    </div>
  );
}

/** One field of a profile: its name, the control that fits it, what it is for, and what is wrong with it. */
import { type ReactNode, useId, useState } from "react";
import { type Json, type ProfileField, readWritten, writeValue } from "../../state/profile-fields.ts";
import { useStrings } from "../../strings/use-strings.ts";

interface FieldProps {
  readonly field: ProfileField;
  readonly value: Json | undefined;
  readonly problem: string | undefined;
  readonly onChange: (value: Json | undefined) => void;
  /** What stands in the field is not written whole, or is again. */
  readonly onUnwritten: (isUnwritten: boolean) => void;
}

export function ProfileFieldRow(props: FieldProps): ReactNode {
  const { profileFields } = useStrings();
  const { field, problem } = props;
  const id = useId();
  const { label, help } = profileFields[field.path];
  const isGroup = field.control.kind === "several";
  return (
    <div className="profile-field">
      {isGroup ? (
        <span className="profile-field__label" id={`${id}-label`}>
          {label}
        </span>
      ) : (
        <label className="profile-field__label" htmlFor={id}>
          {label}
        </label>
      )}
      <div className="profile-field__control">
        <FieldControl {...props} id={id} />
        {problem !== undefined && <span className="profile-field__problem">{problem}</span>}
      </div>
      <span className="profile-field__help" id={`${id}-help`}>
        {help}
      </span>
    </div>
  );
}

function FieldControl(props: FieldProps & { readonly id: string }): ReactNode {
  const { field, value, problem, onChange, id } = props;
  const { profileDialog: words, profileChoices } = useStrings();
  const { control, path, isOffered } = field;
  const word = (option: string | number) => profileChoices[path]?.[String(option)] ?? String(option);
  const wrong = { "aria-invalid": problem !== undefined, "aria-describedby": `${id}-help` } as const;
  switch (control.kind) {
    case "choice":
      return (
        <select
          id={id}
          className="field__input"
          value={writeValue("choice", value)}
          onChange={({ target }) => onChange(control.options.find((option) => String(option) === target.value))}
          {...wrong}
        >
          {(isOffered || value === undefined) && <option value="">{words.absent}</option>}
          {control.options.map((option) => (
            <option key={option} value={option}>
              {word(option)}
            </option>
          ))}
        </select>
      );
    case "several": {
      const ticked = Array.isArray(value) ? (value as readonly Json[]) : [];
      const tick = (option: string | number, isOn: boolean) =>
        onChange(control.options.filter((one) => (one === option ? isOn : ticked.includes(one))));
      return (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset would break the grid of the row
        <div
          className="profile-field__ticks"
          role="group"
          aria-labelledby={`${id}-label`}
          aria-describedby={`${id}-help`}
        >
          {control.options.map((option) => (
            <label key={option}>
              <input
                type="checkbox"
                checked={ticked.includes(option)}
                onChange={({ target }) => tick(option, target.checked)}
              />
              {word(option)}
            </label>
          ))}
        </div>
      );
    }
    case "check":
      return (
        <span className="profile-field__ticks">
          <input
            id={id}
            type="checkbox"
            checked={value === true}
            onChange={({ target }) => onChange(target.checked || (isOffered ? undefined : false))}
            {...wrong}
          />
        </span>
      );
    default:
      return <WrittenField {...props} kind={control.kind} />;
  }
}

type WrittenFieldProps = FieldProps & { readonly id: string; readonly kind: "text" | "number" | "numbers" | "json" };

function WrittenField({ field, value, problem, onChange, onUnwritten, id, kind }: WrittenFieldProps): ReactNode {
  const { profileDialog: words } = useStrings();
  const [draft, setDraft] = useState<string>();
  const shown = draft ?? writeValue(kind, value);
  const write = (written: string) => {
    const isAbsent = written.trim() === "" && field.isOffered !== undefined;
    const read = isAbsent ? undefined : readWritten(kind, written);
    const isUnwritten = !isAbsent && read === undefined;
    setDraft(written);
    onUnwritten(isUnwritten);
    if (!isUnwritten) onChange(read);
  };
  const isUnwritten = draft !== undefined && readWritten(kind, draft) === undefined && draft.trim() !== "";
  const shared = {
    id,
    value: shown,
    spellCheck: false,
    "aria-invalid": problem !== undefined || isUnwritten,
    "aria-describedby": `${id}-help`,
    onBlur: () => !isUnwritten && setDraft(undefined),
  } as const;
  return (
    <>
      {kind === "json" ? (
        <textarea
          {...shared}
          className="field__input field__input--area profile-field__json"
          placeholder={words.absent}
          onChange={({ target }) => write(target.value)}
        />
      ) : (
        <input
          {...shared}
          className="field__input"
          autoComplete="off"
          inputMode={kind === "number" ? "numeric" : "text"}
          placeholder={field.isOffered ? words.absent : ""}
          onChange={({ target }) => write(target.value)}
        />
      )}
      {isUnwritten && <span className="profile-field__problem">{words.invalidPart}</span>}
    </>
  );
}

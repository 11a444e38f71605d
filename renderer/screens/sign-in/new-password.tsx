/** A password that somebody chooses, typed twice. */
import { type ReactNode, useState } from "react";
import type { Fault } from "../../../electron/domain/fault.ts";
import { TextField } from "../../components/text-field.tsx";
import { useStrings } from "../../strings/use-strings.ts";

export interface NewPassword {
  readonly value: string;
  readonly again: string;
  readonly isReady: boolean;
  setValue(value: string): void;
  setAgain(value: string): void;
}

/** The password was right, and a new one is wanted. */
export function isAboutNewPassword(fault: Fault | undefined): boolean {
  return fault?.code === "session.password-change" || fault?.code === "session.password-weak";
}

export function useNewPassword(): NewPassword {
  const [value, setValue] = useState("");
  const [again, setAgain] = useState("");
  return { value, again, isReady: value !== "" && value === again, setValue, setAgain };
}

interface NewPasswordFieldsProps {
  readonly state: NewPassword;
  readonly isFocused?: boolean;
}

export function NewPasswordFields({ state, isFocused = false }: NewPasswordFieldsProps): ReactNode {
  const { password: words } = useStrings();
  const isDifferent = state.again !== "" && !state.value.startsWith(state.again);
  return (
    <>
      <TextField
        label={words.next}
        type="password"
        value={state.value}
        onChange={state.setValue}
        isFocused={isFocused}
        autoComplete="new-password"
        maxLength={200}
        note={words.rule}
      />
      <TextField
        label={words.again}
        type="password"
        value={state.again}
        onChange={state.setAgain}
        autoComplete="new-password"
        maxLength={200}
        note={isDifferent ? words.different : undefined}
        isWrong={isDifferent}
      />
    </>
  );
}

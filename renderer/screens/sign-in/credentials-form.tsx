/** Account and password of somebody who takes the seat; a PIN and a new password once the host has asked for them. */
import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "../../components/button.tsx";
import { TextField } from "../../components/text-field.tsx";
import { type MoreCredentials, useSession } from "../../state/session-store.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { isAboutNewPassword, NewPasswordFields, useNewPassword } from "./new-password.tsx";
import { isAboutPin, PinField } from "./pin-field.tsx";
import { SessionFault } from "./session-fault.tsx";

interface CredentialsFormProps {
  readonly className: string;
  readonly label?: string;
  readonly submit: string;
  readonly attempt: (account: string, password: string, more: MoreCredentials) => Promise<boolean>;
  /** Above the fields. */
  readonly head?: ReactNode;
  /** Below the button. */
  readonly foot?: ReactNode;
}

export function CredentialsForm({ className, label, submit, attempt, head, foot }: CredentialsFormProps): ReactNode {
  const { signIn: words, password: passwordWords } = useStrings();
  const { isBusy, fault, forgetFault } = useSession();
  const [account, setAccount] = useState("");
  const [password, setPassword] = useState("");
  const [pin, setPin] = useState("");
  const next = useNewPassword();
  const mustChange = isAboutNewPassword(fault);
  const isReady = account.trim() !== "" && password !== "" && (!mustChange || next.isReady);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!isReady) return;
    const more = { ...(mustChange && { next: next.value }), ...(pin !== "" && { pin }) };
    void attempt(account, password, more).then((isIn) => {
      const { fault: reason } = useSession.getState();
      // A wrong PIN is typed again, the password is not.
      if (isAboutPin(reason)) setPin("");
      else if (!isIn && !isAboutNewPassword(reason)) setPassword("");
    });
  };
  const typed = (take: (value: string) => void) => (value: string) => {
    take(value);
    forgetFault();
  };
  return (
    <form className={className} onSubmit={send} aria-label={label}>
      {head}
      <TextField
        label={words.account}
        value={account}
        onChange={typed(setAccount)}
        isFocused
        autoComplete="username"
        maxLength={60}
      />
      <TextField
        label={words.password}
        type="password"
        value={password}
        onChange={typed(setPassword)}
        autoComplete="current-password"
        maxLength={200}
      />
      {fault && <SessionFault fault={fault} />}
      {(isAboutPin(fault) || pin !== "") && <PinField value={pin} onChange={setPin} />}
      {mustChange && <NewPasswordFields state={next} isFocused />}
      <Button
        type="submit"
        tone="primary"
        size="large"
        keyName="Enter"
        onPress={() => undefined}
        isDisabled={isBusy || !isReady}
      >
        {isBusy ? words.busy : mustChange ? passwordWords.submit : submit}
      </Button>
      {foot}
    </form>
  );
}

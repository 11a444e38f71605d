/** Another person at a locked terminal: with account and password of their own they take the seat, and see nothing of the former's. */
import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "../../components/button.tsx";
import { TextField } from "../../components/text-field.tsx";
import { useSession } from "../../state/session-store.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { isAboutNewPassword, NewPasswordFields, useNewPassword } from "./new-password.tsx";
import { isAboutPin, PinField } from "./pin-field.tsx";
import { SessionFault } from "./session-fault.tsx";

export function RelieveForm({ name, onBack }: { readonly name: string; readonly onBack: () => void }): ReactNode {
  const { relieve: words, signIn: terms, lock } = useStrings();
  const { isBusy, fault, relieve, forgetFault } = useSession();
  const [account, setAccount] = useState("");
  const [password, setPassword] = useState("");
  const [pin, setPin] = useState("");
  const next = useNewPassword();
  const mustChange = isAboutNewPassword(fault);
  const isReady = account.trim() !== "" && password !== "" && (!mustChange || next.isReady);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isReady) return;
    const more = { ...(mustChange && { next: next.value }), ...(pin !== "" && { pin }) };
    void relieve(account, password, more).then(() => setPin(""));
  };
  const typed = (take: (value: string) => void) => (value: string) => {
    take(value);
    forgetFault();
  };
  return (
    <form className="lock__card" onSubmit={submit} aria-label={words.submit}>
      <h1 className="lock__title">{lock.title}</h1>
      <p className="lock__hint">{words.hint(name)}</p>
      <TextField
        label={terms.account}
        value={account}
        onChange={typed(setAccount)}
        isFocused
        autoComplete="username"
        maxLength={60}
      />
      <TextField
        label={terms.password}
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
        {words.submit}
      </Button>
      <Button tone="quiet" onPress={onBack}>
        {words.back}
      </Button>
    </form>
  );
}

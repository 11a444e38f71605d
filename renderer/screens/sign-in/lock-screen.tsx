/** The locked terminal. The case is not behind a veil: it is not on the page at all until the password is there. */
import { LockKeyhole } from "lucide-react";
import { type FormEvent, type ReactNode, useEffect, useState } from "react";
import type { CounterView } from "../../../electron/contract/counter.ts";
import { Button } from "../../components/button.tsx";
import { Guilloche } from "../../components/guilloche.tsx";
import { TextField } from "../../components/text-field.tsx";
import { useNotice } from "../../state/notice-store.ts";
import { useSession } from "../../state/session-store.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { isAboutPin, PinField } from "./pin-field.tsx";
import { RelieveForm } from "./relieve-form.tsx";
import { SessionFault } from "./session-fault.tsx";

export function LockScreen({ clerk }: { readonly clerk: NonNullable<CounterView["clerk"]> }): ReactNode {
  const strings = useStrings();
  const { isBusy, fault, unlock, forgetFault } = useSession();
  const [password, setPassword] = useState("");
  const [pin, setPin] = useState("");
  const [isRelieving, setRelieving] = useState(false);
  const refusedScan = useRefusedScan();
  const shown = fault ?? refusedScan;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (password === "") return;
    void unlock(password, pin === "" ? {} : { pin }).then((isOpen) => {
      setPin("");
      if (!isOpen && !isAboutPin(useSession.getState().fault)) setPassword("");
    });
  };
  const turn = () => {
    forgetFault();
    setPassword("");
    setPin("");
    setRelieving(!isRelieving);
  };
  if (isRelieving) {
    return (
      <main className="lock">
        <Guilloche className="lock__guilloche" />
        <RelieveForm name={clerk.name} onBack={turn} />
      </main>
    );
  }
  return (
    <main className="lock">
      <Guilloche className="lock__guilloche" />
      <form className="lock__card" onSubmit={submit} aria-label={strings.lock.title}>
        <span className="lock__disc">
          <LockKeyhole size="1.7em" strokeWidth={1.8} aria-hidden="true" />
        </span>
        <h1 className="lock__title">{strings.lock.title}</h1>
        <p className="lock__hint">{strings.lock.hint(clerk.name)}</p>
        <TextField
          label={strings.signIn.password}
          type="password"
          value={password}
          onChange={(value) => {
            setPassword(value);
            forgetFault();
          }}
          isFocused
          autoComplete="current-password"
          maxLength={200}
        />
        {shown && <SessionFault fault={shown} />}
        {(isAboutPin(fault) || pin !== "") && <PinField value={pin} onChange={setPin} />}
        <Button
          type="submit"
          tone="primary"
          size="large"
          keyName="Enter"
          onPress={() => undefined}
          isDisabled={isBusy || password === ""}
        >
          {strings.lock.unlock}
        </Button>
        <Button tone="quiet" onPress={turn}>
          {strings.relieve.offer(clerk.name)}
        </Button>
      </form>
    </main>
  );
}

/** A scan at a locked terminal is refused aloud; here it is said why. Gone with the lock. */
function useRefusedScan() {
  useEffect(() => () => useNotice.getState().clear(), []);
  return useNotice((notice) => (notice.fault?.code === "scan.while-locked" ? notice.fault : undefined));
}

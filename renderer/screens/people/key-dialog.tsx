/** The UKey that is plugged in becomes this person's. */
import { type FormEvent, type ReactNode, useRef, useState } from "react";
import type { UserView } from "../../../electron/contract/users.ts";
import { Dialog } from "../../components/dialog.tsx";
import { FormFoot } from "../../components/form-foot.tsx";
import { TextField } from "../../components/text-field.tsx";
import { usePeople } from "../../state/people-store.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { SessionFault } from "../sign-in/session-fault.tsx";

export function KeyDialog({ user }: { readonly user: UserView }): ReactNode {
  const { pin: words } = useStrings();
  const { fault, isBusy, enrolKey, leave } = usePeople();
  const [pin, setPin] = useState("");
  const first = useRef<HTMLInputElement>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (pin !== "") void enrolKey(user.account, pin).then(() => setPin(""));
  };
  return (
    <Dialog title={words.title(user.name)} hint={words.hint} onClose={leave} focusFirst={first} width="narrow">
      <form className="dialog__form" onSubmit={submit}>
        <TextField label={words.label} type="password" value={pin} onChange={setPin} fieldRef={first} maxLength={32} />
        {fault && <SessionFault fault={fault} />}
        <FormFoot cancel={words.cancel} submit={words.submit} isReady={pin !== "" && !isBusy} onCancel={leave} />
      </form>
    </Dialog>
  );
}

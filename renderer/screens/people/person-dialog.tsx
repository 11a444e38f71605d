/** A new person: name, account, role. */
import { type FormEvent, type ReactNode, useRef, useState } from "react";
import type { UserView } from "../../../electron/contract/users.ts";
import { Dialog } from "../../components/dialog.tsx";
import { FormFoot } from "../../components/form-foot.tsx";
import { TextField } from "../../components/text-field.tsx";
import { usePeople } from "../../state/people-store.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { SessionFault } from "../sign-in/session-fault.tsx";

const ROLES = ["clerk", "administrator", "auditor"] as const satisfies readonly UserView["role"][];
const ACCOUNT = /^[a-zA-Z0-9][a-zA-Z0-9._-]{1,29}$/;

export function PersonDialog(): ReactNode {
  const { personDialog: words, words: terms } = useStrings();
  const { fault, isBusy, add, leave } = usePeople();
  const [name, setName] = useState("");
  const [account, setAccount] = useState("");
  const [role, setRole] = useState<UserView["role"]>("clerk");
  const first = useRef<HTMLInputElement>(null);
  const isReady = name.trim() !== "" && ACCOUNT.test(account);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) void add({ name: name.trim(), account, role });
  };
  return (
    <Dialog title={words.title} hint={words.hint} onClose={leave} focusFirst={first} width="medium">
      <form className="dialog__form" onSubmit={submit}>
        <TextField label={words.name} value={name} onChange={setName} fieldRef={first} maxLength={30} />
        <TextField
          label={words.account}
          value={account}
          onChange={setAccount}
          maxLength={30}
          note={words.accountNote}
          isWrong={account !== "" && !ACCOUNT.test(account)}
        />
        <fieldset className="people__roles">
          <legend className="field__label">{words.role}</legend>
          {ROLES.map((one) => (
            <label key={one} className="people__role" data-chosen={one === role}>
              <input type="radio" name="role" checked={one === role} onChange={() => setRole(one)} />
              <strong>{terms.roles[one]}</strong>
              <span>{words.roles[one]}</span>
            </label>
          ))}
        </fieldset>
        {fault && <SessionFault fault={fault} />}
        <FormFoot cancel={words.cancel} submit={words.submit} isReady={isReady && !isBusy} onCancel={leave} />
      </form>
    </Dialog>
  );
}

/** Another password for whoever is signed in. */
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { Dialog } from "../../components/dialog.tsx";
import { FormFoot } from "../../components/form-foot.tsx";
import { TextField } from "../../components/text-field.tsx";
import { useSession } from "../../state/session-store.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { NewPasswordFields, useNewPassword } from "./new-password.tsx";
import { SessionFault } from "./session-fault.tsx";

export function PasswordDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { password: words } = useStrings();
  const { fault, isBusy, changePassword, forgetFault } = useSession();
  const [former, setFormer] = useState("");
  const next = useNewPassword();
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // Of an earlier attempt, at signing in or here.
    forgetFault();
    return forgetFault;
  }, [forgetFault]);
  const isReady = former !== "" && next.isReady;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) void changePassword(former, next.value).then((isChanged) => isChanged && onClose());
  };
  return (
    <Dialog title={words.change} hint={words.changeHint} onClose={onClose} focusFirst={first} width="narrow">
      <form className="dialog__form" onSubmit={submit}>
        <TextField
          label={words.former}
          type="password"
          value={former}
          onChange={setFormer}
          fieldRef={first}
          autoComplete="current-password"
          maxLength={200}
        />
        <NewPasswordFields state={next} />
        {fault && <SessionFault fault={fault} />}
        <FormFoot cancel={words.cancel} submit={words.save} isReady={isReady && !isBusy} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

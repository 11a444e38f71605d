/** What was done about one flagged exemption, and why: once, under the name of whoever is signed in. */
import { type FormEvent, type ReactNode, useRef, useState } from "react";
import type { FlaggedRecheckView } from "../../../electron/contract/recheck.ts";
import { RECHECK_HANDLINGS, type RecheckHandling } from "../../../electron/domain/recheck/recheck.ts";
import { Dialog } from "../../components/dialog.tsx";
import { FormFoot } from "../../components/form-foot.tsx";
import { TextField } from "../../components/text-field.tsx";
import { useRechecks } from "../../state/recheck-store.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { SessionFault } from "../sign-in/session-fault.tsx";

export function HandleDialog({ flagged }: { readonly flagged: FlaggedRecheckView }): ReactNode {
  const { rechecks: words } = useStrings();
  const { fault, isBusy, choose, handle } = useRechecks();
  const [handling, setHandling] = useState<RecheckHandling>("citizen-called");
  const [note, setNote] = useState("");
  const first = useRef<HTMLInputElement>(null);
  const isReady = note.trim() !== "" && !isBusy;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) void handle({ id: flagged.id, handling, note: note.trim() });
  };
  const close = () => choose(undefined);
  return (
    <Dialog
      title={words.dialogTitle(flagged.caseNo)}
      hint={words.dialogHint}
      onClose={close}
      focusFirst={first}
      width="medium"
    >
      <form className="dialog__form" onSubmit={submit}>
        <fieldset className="people__roles">
          <legend className="field__label">{words.done}</legend>
          {RECHECK_HANDLINGS.map((one) => (
            <label key={one} className="people__role recheck__handling" data-chosen={one === handling}>
              <input type="radio" name="handling" checked={one === handling} onChange={() => setHandling(one)} />
              <span>{words.handlings[one]}</span>
            </label>
          ))}
        </fieldset>
        <TextField
          label={words.note}
          value={note}
          onChange={setNote}
          fieldRef={first}
          maxLength={200}
          note={words.noteHint}
        />
        {fault && <SessionFault fault={fault} />}
        <FormFoot cancel={words.cancel} submit={words.submit} isReady={isReady} onCancel={close} />
      </form>
    </Dialog>
  );
}

/** By duty: the applicant's name and number from the document on the desk; the check digit is told while typing. */
import { type FormEvent, type ReactNode, useRef, useState } from "react";
import { Dialog } from "../../components/dialog.tsx";
import { FormFoot } from "../../components/form-foot.tsx";
import { TextField } from "../../components/text-field.tsx";
import { useCounter } from "../../state/counter-store.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { type NumberCheck, numberCheck } from "./number-check.ts";

export function NumberDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const strings = useStrings();
  const [name, setName] = useState("");
  const [number, setNumber] = useState("");
  const first = useRef<HTMLInputElement>(null);
  const check = numberCheck(number);
  const isComplete = name.trim() !== "" && check !== "unfinished" && check !== "wrong";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isComplete) return;
    onClose();
    void useCounter.getState().ask("person.enter", { name: name.trim(), number: number.trim().toUpperCase() });
  };
  const notes: Readonly<Partial<Record<NumberCheck, string>>> = {
    wrong: strings.dialogs.numberBad,
    right: strings.dialogs.numberGood,
  };
  return (
    <Dialog title={strings.dialogs.numberTitle} hint={strings.dialogs.numberHint} onClose={onClose} focusFirst={first}>
      <form className="dialog__form" onSubmit={submit}>
        <TextField label={strings.dialogs.numberName} value={name} onChange={setName} fieldRef={first} maxLength={60} />
        <TextField
          label={strings.dialogs.numberNumber}
          value={number}
          onChange={setNumber}
          maxLength={30}
          isWrong={check === "wrong"}
          note={notes[check]}
        />
        <FormFoot
          cancel={strings.dialogs.back}
          submit={strings.dialogs.numberSubmit}
          isReady={isComplete}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

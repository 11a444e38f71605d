/** Asks an administrator for the passphrase of the data's key: a new one twice, one that is set until it is right. */
import { KeyRound } from "lucide-react";
import { type FormEvent, type ReactNode, useState } from "react";
import type { PassphraseView } from "../../../electron/contract/passphrase.ts";
import type { Fault } from "../../../electron/domain/fault.ts";
import { Button } from "../../components/button.tsx";
import { Guilloche } from "../../components/guilloche.tsx";
import { TextField } from "../../components/text-field.tsx";
import { usePreferences } from "../../state/preferences-store.ts";
import type { Strings } from "../../strings/language.ts";
import { todoOf } from "../../strings/sentences.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { SessionFault } from "../sign-in/session-fault.tsx";
import { type PassphraseTalk, usePassphrase } from "./use-passphrase.ts";

export function PassphraseScreen(): ReactNode {
  const talk = usePassphrase();
  const strings = useStrings();
  const { language, setLanguage } = usePreferences();
  const other = language === "zh" ? "en" : "zh";
  return (
    <main className="lock passphrase">
      <Guilloche className="lock__guilloche" />
      <div className="passphrase__language">
        <Button tone="quiet" size="small" onPress={() => setLanguage(other)}>
          {strings.language[other]}
        </Button>
      </div>
      {talk.view && <PassphraseForm talk={talk} view={talk.view} />}
    </main>
  );
}

interface FormProps {
  readonly talk: PassphraseTalk;
  readonly view: PassphraseView;
}

function PassphraseForm({ talk, view }: FormProps): ReactNode {
  const strings = useStrings();
  const { passphrase: words } = strings;
  const { isBusy, waitSeconds } = talk;
  const [typed, setTyped] = useState("");
  const [again, setAgain] = useState("");
  const isNew = view.question === "set-up";
  const isDifferent = isNew && again !== "" && !typed.startsWith(again);
  const isHeard = view.state === "asking" && !isBusy && waitSeconds === 0;
  const isReady = isHeard && typed !== "" && (!isNew || typed === again);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isReady) return;
    void talk.answer(typed, isNew ? again : undefined).then(() => {
      setTyped("");
      setAgain("");
    });
  };
  return (
    <form className="lock__card passphrase__card" onSubmit={submit} aria-label={words.titles[view.question]}>
      <span className="lock__disc">
        <KeyRound size="1.7em" strokeWidth={1.8} aria-hidden="true" />
      </span>
      <h1 className="lock__title">{words.titles[view.question]}</h1>
      <p className="lock__hint">{words.hints[view.question]}</p>
      <TextField
        label={words.label}
        type="password"
        value={typed}
        onChange={setTyped}
        isFocused={isHeard}
        maxLength={200}
        note={isNew ? words.rule(view.minLength) : undefined}
      />
      {isNew && (
        <TextField
          label={words.again}
          type="password"
          value={again}
          onChange={setAgain}
          maxLength={200}
          note={isDifferent ? words.different : undefined}
          isWrong={isDifferent}
        />
      )}
      {view.fault && <SessionFault fault={view.fault} next={nextOf(view.fault, view.left, strings)} />}
      <Button type="submit" tone="primary" size="large" keyName="Enter" onPress={() => undefined} isDisabled={!isReady}>
        {labelOf(talk, view, words)}
      </Button>
      <Button tone="quiet" onPress={talk.cancel} isDisabled={view.state !== "asking"}>
        {words.quit}
      </Button>
      {isNew && <p className="passphrase__warning">{words.lost}</p>}
    </form>
  );
}

/** How many tries are left is all that a wrong one leaves to be said; whoever sits here is an administrator. */
function nextOf(fault: Fault, left: number, strings: Strings): string {
  return fault.detail?.["reason"] === "wrong" ? strings.passphrase.left(left) : todoOf(fault, true, strings);
}

function labelOf({ isBusy, waitSeconds }: PassphraseTalk, view: PassphraseView, words: Strings["passphrase"]): string {
  if (view.state === "opened") return words.opening;
  if (isBusy) return words.busy;
  return waitSeconds > 0 ? words.wait(waitSeconds) : words.submits[view.question];
}

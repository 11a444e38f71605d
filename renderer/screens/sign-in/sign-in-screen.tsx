/** Signing in to the counter. In training mode the accounts are there to be pressed. */
import { GraduationCap } from "lucide-react";
import { type FormEvent, type ReactNode, useState } from "react";
import type { AboutReply } from "../../../electron/contract/session.ts";
import { Button } from "../../components/button.tsx";
import { Chip } from "../../components/chip.tsx";
import { Guilloche } from "../../components/guilloche.tsx";
import { KeyCap } from "../../components/key-cap.tsx";
import { Mark } from "../../components/mark.tsx";
import { TextField } from "../../components/text-field.tsx";
import { useKeys } from "../../components/use-keys.ts";
import { usePreferences } from "../../state/preferences-store.ts";
import { useSession } from "../../state/session-store.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { isAboutNewPassword, NewPasswordFields, useNewPassword } from "./new-password.tsx";
import { isAboutPin, PinField } from "./pin-field.tsx";
import { SessionFault } from "./session-fault.tsx";

export function SignInScreen({ about }: { readonly about: AboutReply }): ReactNode {
  const strings = useStrings();
  const { language, setLanguage } = usePreferences();
  // Its fields take the room of the training accounts, which nobody wants in the middle of it.
  const asksNewPassword = useSession((session) => isAboutNewPassword(session.fault) || isAboutPin(session.fault));
  return (
    <main className="sign-in">
      <section className="sign-in__art" aria-label={strings.product.name}>
        <Guilloche className="sign-in__guilloche" />
        <div className="sign-in__brand">
          <Mark size={52} />
          <h1 className="sign-in__name">{strings.product.name}</h1>
          <p className="sign-in__slogan">{strings.product.slogan}</p>
        </div>
        <ul className="sign-in__promises">
          {strings.signIn.promises.map(([title, text]) => (
            <li key={title}>
              <strong>{title}</strong>
              <span>{text}</span>
            </li>
          ))}
        </ul>
      </section>
      <section className="sign-in__side" aria-label={strings.signIn.title}>
        <div className="sign-in__top">
          <Button tone="quiet" size="small" onPress={() => setLanguage(language === "zh" ? "en" : "zh")}>
            {language === "zh" ? strings.language.en : strings.language.zh}
          </Button>
        </div>
        <div className="sign-in__card">
          <p className="sign-in__hall">{about.hallName}</p>
          <h2 className="sign-in__counter">
            {about.counterName}
            {about.mode === "training" && (
              <Chip tone="warn" icon={GraduationCap}>
                {strings.product.training}
              </Chip>
            )}
          </h2>
          <SignInForm />
          {about.trainingAccounts.length > 0 && !asksNewPassword && (
            <TrainingAccounts accounts={about.trainingAccounts} />
          )}
        </div>
        <p className="sign-in__version">{strings.signIn.version(about.version, about.terminalId)}</p>
      </section>
    </main>
  );
}

function SignInForm(): ReactNode {
  const strings = useStrings();
  const { isBusy, fault, signIn, forgetFault } = useSession();
  const [account, setAccount] = useState("");
  const [password, setPassword] = useState("");
  const next = useNewPassword();
  const mustChange = isAboutNewPassword(fault);
  const [pin, setPin] = useState("");
  const wantsPin = isAboutPin(fault) || pin !== "";
  const isReady = account.trim() !== "" && password !== "" && (!mustChange || next.isReady);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isReady) return;
    const more = { ...(mustChange && { next: next.value }), ...(pin !== "" && { pin }) };
    void signIn(account, password, more).then((isIn) => {
      const { fault: reason } = useSession.getState();
      // A wrong PIN is typed again, the password is not.
      if (isAboutPin(reason)) setPin("");
      else if (!isIn && !isAboutNewPassword(reason)) setPassword("");
    });
  };
  return (
    <form className="sign-in__form" onSubmit={submit}>
      <TextField
        label={strings.signIn.account}
        value={account}
        onChange={(value) => {
          setAccount(value);
          forgetFault();
        }}
        isFocused
        autoComplete="username"
        maxLength={60}
      />
      <TextField
        label={strings.signIn.password}
        type="password"
        value={password}
        onChange={(value) => {
          setPassword(value);
          forgetFault();
        }}
        autoComplete="current-password"
        maxLength={200}
      />
      {fault && <SessionFault fault={fault} />}
      {wantsPin && <PinField value={pin} onChange={setPin} />}
      {mustChange && <NewPasswordFields state={next} isFocused />}
      <Button
        type="submit"
        tone="primary"
        size="large"
        keyName="Enter"
        onPress={() => undefined}
        isDisabled={isBusy || !isReady}
      >
        {isBusy ? strings.signIn.busy : mustChange ? strings.password.submit : strings.signIn.submit}
      </Button>
    </form>
  );
}

/** One press signs in; digits do so while the account field is still empty. */
function TrainingAccounts({ accounts }: { readonly accounts: AboutReply["trainingAccounts"] }): ReactNode {
  const strings = useStrings();
  const signIn = useSession((session) => session.signIn);
  const press = (index: number) => {
    const chosen = accounts[index];
    if (chosen) void signIn(chosen.account, chosen.password);
  };
  const isFormEmpty = () =>
    [...document.querySelectorAll<HTMLInputElement>(".sign-in input")].every((field) => field.value === "");
  useKeys(
    accounts.map((_, index) => [String(index + 1), () => press(index)] as const),
    {
      inField: (name) => /^[1-9]$/.test(name) && isFormEmpty(),
    },
  );
  return (
    <div className="sign-in__training">
      <h3 className="sign-in__training-title">{strings.signIn.trainingAccounts}</h3>
      <ul>
        {accounts.map(({ account, name, role }, index) => (
          <li key={account}>
            <button type="button" className="account-button" onClick={() => press(index)}>
              <KeyCap name={String(index + 1)} />
              <span className="account-button__name">{name}</span>
              <span className="account-button__role">{strings.words.roles[role]}</span>
            </button>
          </li>
        ))}
      </ul>
      <p className="sign-in__training-hint">{strings.signIn.trainingHint}</p>
    </div>
  );
}

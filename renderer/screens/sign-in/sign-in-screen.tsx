/** Signing in to the counter. In training mode the accounts are there to be pressed. */
import { GraduationCap } from "lucide-react";
import type { ReactNode } from "react";
import type { AboutReply } from "../../../electron/contract/session.ts";
import { Button } from "../../components/button.tsx";
import { Chip } from "../../components/chip.tsx";
import { Guilloche } from "../../components/guilloche.tsx";
import { KeyCap } from "../../components/key-cap.tsx";
import { Mark } from "../../components/mark.tsx";
import { useKeys } from "../../components/use-keys.ts";
import { usePreferences } from "../../state/preferences-store.ts";
import { useSession } from "../../state/session-store.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { CredentialsForm } from "./credentials-form.tsx";
import { isAboutNewPassword } from "./new-password.tsx";
import { isAboutPin } from "./pin-field.tsx";

export function SignInScreen({ about }: { readonly about: AboutReply }): ReactNode {
  const strings = useStrings();
  const { language, setLanguage } = usePreferences();
  const signIn = useSession((session) => session.signIn);
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
          <CredentialsForm className="sign-in__form" submit={strings.signIn.submit} attempt={signIn} />
          {about.trainingAccounts.length > 0 && !asksNewPassword && (
            <TrainingAccounts accounts={about.trainingAccounts} />
          )}
        </div>
        <p className="sign-in__version">{strings.signIn.version(about.version, about.terminalId)}</p>
      </section>
    </main>
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

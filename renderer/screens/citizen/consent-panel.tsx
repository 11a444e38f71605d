/** What is to be fetched, for what; and the citizen's own answer, here or on the phone. */
import { Check, FileText, Smartphone, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { CitizenView } from "../../../electron/contract/citizen.ts";
import { useCitizen } from "../../state/citizen-store.ts";
import { useStrings } from "../../strings/use-strings.ts";

export function ConsentPanel({ view }: { readonly view: CitizenView }): ReactNode {
  const { citizen: words } = useStrings();
  const isOnSite = view.consent?.kind === "on-site";
  return (
    <section className="citizen-consent">
      {view.personName && <p className="citizen__greeting">{words.greeting(view.personName)}</p>}
      <h1 className="citizen__title">{isOnSite ? words.consentTitle : words.phoneTitle}</h1>
      {view.matterName && <p className="citizen__text">{words.consentFor(view.department ?? "", view.matterName)}</p>}
      <ul className="citizen-consent__items">
        {view.items
          .filter(({ state }) => state !== "paper")
          .map(({ name }) => (
            <li key={name}>
              <FileText size="1.3em" strokeWidth={1.8} aria-hidden="true" />
              {name}
            </li>
          ))}
      </ul>
      <p className="citizen__text citizen__text--small">{words.consentOnly}</p>
      {isOnSite ? <Answers /> : <PhoneHint />}
    </section>
  );
}

function PhoneHint(): ReactNode {
  const { citizen: words } = useStrings();
  return (
    <p className="citizen-consent__phone">
      <Smartphone size="1.6em" strokeWidth={1.7} aria-hidden="true" />
      {words.phoneHint}
    </p>
  );
}

/** Both answers are the same size and equally easy to reach; neither is chosen beforehand. */
function Answers(): ReactNode {
  const { citizen: words } = useStrings();
  const [isAnswered, setAnswered] = useState(false);
  const answer = (isGranted: boolean) => {
    setAnswered(true);
    void useCitizen.getState().answer(isGranted);
  };
  return (
    <>
      <div className="citizen-consent__answers">
        <button type="button" className="citizen-button" disabled={isAnswered} onClick={() => answer(false)}>
          <X size="1.3em" aria-hidden="true" />
          {words.disagree}
        </button>
        <button
          type="button"
          className="citizen-button"
          data-tone="agree"
          disabled={isAnswered}
          onClick={() => answer(true)}
        >
          <Check size="1.3em" aria-hidden="true" />
          {words.agree}
        </button>
      </div>
      <p className="citizen__text citizen__text--small">{words.disagreeHint}</p>
    </>
  );
}

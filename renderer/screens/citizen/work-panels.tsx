/** From the code being read to the thanks. */
import {
  Check,
  CircleCheckBig,
  CircleDashed,
  Clock,
  FileText,
  HeartHandshake,
  Hourglass,
  Inbox,
  type LucideIcon,
  SearchX,
} from "lucide-react";
import type { ReactNode } from "react";
import type { CitizenView } from "../../../electron/contract/citizen.ts";
import { Spinner } from "../../components/spinner.tsx";
import { useStrings } from "../../strings/use-strings.ts";

export function NamingPanel(): ReactNode {
  const { citizen: words } = useStrings();
  return (
    <section className="citizen-center">
      <Spinner size="5.5rem" />
      <h1 className="citizen__title">{words.naming}</h1>
      <p className="citizen__text">{words.namingHint}</p>
    </section>
  );
}

export function WorkingPanel({ view }: { readonly view: CitizenView }): ReactNode {
  const { citizen: words } = useStrings();
  return (
    <section className="citizen-work">
      {view.personName && <p className="citizen__greeting">{words.greeting(view.personName)}</p>}
      <h1 className="citizen__title">{words.working}</h1>
      <p className="citizen__text">{words.workingHint}</p>
      <Items view={view} />
    </section>
  );
}

/** While the clerk decides: what has come, and what is exempted so far. */
export function ResultPanel({ view }: { readonly view: CitizenView }): ReactNode {
  const { citizen: words } = useStrings();
  const isRefused = view.consent?.state === "refused";
  const [title, text] = isRefused
    ? [words.refusedTitle, words.refusedHint]
    : view.exempted > 0
      ? [words.resultTitle(view.exempted), words.resultHint(view.exempted, view.total)]
      : [words.checking, words.checkingHint];
  return (
    <section className="citizen-work">
      {view.personName && <p className="citizen__greeting">{words.greeting(view.personName)}</p>}
      <h1 className="citizen__title">{title}</h1>
      <p className="citizen__text">{text}</p>
      <Items view={view} />
    </section>
  );
}

/** Everything is decided: the outcome, and thanks. */
export function ThanksPanel({ view }: { readonly view: CitizenView }): ReactNode {
  const { citizen: words } = useStrings();
  const isGood = view.exempted > 0;
  const Icon = isGood ? CircleCheckBig : HeartHandshake;
  return (
    <section className="citizen-work">
      <div className="citizen-work__result" data-good={isGood}>
        <Icon size="1.25em" strokeWidth={1.8} aria-hidden="true" />
        <h1 className="citizen__title">{isGood ? words.resultTitle(view.exempted) : words.resultNone}</h1>
      </div>
      <p className="citizen__text">
        {words.thanks}
        {words.thanksHint}
      </p>
      <Items view={view} />
    </section>
  );
}

type ItemState = CitizenView["items"][number]["state"];

const ITEM_ICONS: Readonly<Record<ItemState, LucideIcon>> = {
  waiting: CircleDashed,
  fetching: Hourglass,
  arrived: Inbox,
  unavailable: SearchX,
  covered: Check,
  exempted: CircleCheckBig,
  paper: FileText,
  later: Clock,
};

function Items({ view }: { readonly view: CitizenView }): ReactNode {
  return (
    <ul className="citizen-items">
      {view.items.map(({ name, state }) => (
        <Item key={name} name={name} state={state} />
      ))}
    </ul>
  );
}

function Item({ name, state }: { readonly name: string; readonly state: ItemState }): ReactNode {
  const { citizen: words } = useStrings();
  const Icon = ITEM_ICONS[state];
  return (
    <li className="citizen-item" data-state={state}>
      {state === "fetching" ? <Spinner size="1.4em" /> : <Icon size="1.4em" strokeWidth={1.9} aria-hidden="true" />}
      <span className="citizen-item__name">{name}</span>
      <span className="citizen-item__state">{words.states[state]}</span>
    </li>
  );
}

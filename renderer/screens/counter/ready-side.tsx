/** Beside the waiting counter: the matter, and how today has gone. */
import { Building2, FileCheck2, Files, Percent, ShieldAlert, TicketCheck } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import type { CounterView } from "../../../electron/contract/counter.ts";
import type { HistoryCaseView } from "../../../electron/contract/history.ts";
import { Chip } from "../../components/chip.tsx";
import { useCounter } from "../../state/counter-store.ts";
import { useHistory } from "../../state/history-store.ts";
import { clockTime, percentage } from "../../strings/format.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { AppointmentsCard } from "../appointments/appointments-card.tsx";

export function ReadySide({ view }: { readonly view: CounterView }): ReactNode {
  useEffect(() => {
    void useHistory.getState().loadToday();
    if (!useCounter.getState().matters) void useCounter.getState().loadMatters();
  }, []);
  return (
    <aside className="side">
      {view.matter && <MatterCard matter={view.matter} />}
      <TodayCard />
      <AppointmentsCard />
      <RecentCard />
    </aside>
  );
}

function MatterCard({ matter }: { readonly matter: NonNullable<CounterView["matter"]> }): ReactNode {
  const strings = useStrings();
  const counts = useCounter(({ matters }) => matters?.find((choice) => choice.code === matter.code));
  return (
    <section className="card matter-card">
      <h2 className="card__label">{strings.ready.currentMatter}</h2>
      <p className="matter-card__name">{matter.name}</p>
      <p className="matter-card__department">
        <Building2 size="1em" aria-hidden="true" />
        {matter.department}
      </p>
      <p className="matter-card__chips">
        {counts && (
          <>
            <Chip icon={Files}>{strings.matter.materials(counts.materials)}</Chip>
            <Chip tone="good" icon={FileCheck2}>
              {strings.matter.exemptable(counts.exemptable)}
            </Chip>
          </>
        )}
        {matter.highRisk && (
          <Chip tone="warn" icon={ShieldAlert}>
            {strings.matter.highRisk}
          </Chip>
        )}
      </p>
    </section>
  );
}

function TodayCard(): ReactNode {
  const strings = useStrings();
  const today = useHistory((history) => history.today);
  const figures = [
    { name: strings.ready.cases, value: today ? String(today.cases) : "–", icon: TicketCheck },
    { name: strings.ready.exempted, value: today ? String(today.exempted) : "–", icon: FileCheck2 },
    { name: strings.ready.rate, value: today ? percentage(today.exempted, today.materials) : "–", icon: Percent },
  ];
  return (
    <section className="card">
      <h2 className="card__label">{strings.ready.today}</h2>
      <dl className="figures">
        {figures.map(({ name, value, icon: Icon }) => (
          <div className="figures__one" key={name}>
            <dt>
              <Icon size="1em" aria-hidden="true" />
              {name}
            </dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function RecentCard(): ReactNode {
  const strings = useStrings();
  const recent = useHistory((history) => history.recent);
  return (
    <section className="card card--grow">
      <h2 className="card__label">{strings.ready.recent}</h2>
      {recent.length === 0 && <p className="card__none">{strings.ready.noCases}</p>}
      <ul className="recent">
        {recent.map((one) => (
          <RecentRow key={one.caseId} one={one} />
        ))}
      </ul>
    </section>
  );
}

function RecentRow({ one }: { readonly one: HistoryCaseView }): ReactNode {
  const strings = useStrings();
  return (
    <li className="recent__row">
      <span className="recent__time">{clockTime(one.closedAt)}</span>
      <span className="recent__matter">{one.matterName}</span>
      {one.outcome === "submitted" ? (
        <span className="recent__count">
          {strings.history.exempted} {one.exempted}/{one.materials}
        </span>
      ) : (
        <span className="recent__outcome">{strings.words.outcomes[one.outcome]}</span>
      )}
    </li>
  );
}

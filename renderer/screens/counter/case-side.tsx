/** Who is at the counter and which materials the matter asks for. */
import type { ReactNode } from "react";
import type { CaseView, CounterView } from "../../../electron/contract/counter.ts";
import { useClock } from "../../state/clock-store.ts";
import { clockTime, shortMoment } from "../../strings/format.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { MaterialList } from "./material-list.tsx";
import { PersonCard } from "./person-card.tsx";

export interface CaseSideProps {
  readonly open: CaseView;
  readonly phase: CounterView["phase"];
}

export function CaseSide({ open, phase }: CaseSideProps): ReactNode {
  const strings = useStrings();
  const now = useClock((clock) => clock.now);
  return (
    <aside className="side">
      <section className="card person">
        <PhaseSteps phase={phase} />
        <PersonCard open={open} />
        <p className="person__case">
          <span>
            {strings.person.caseNo} <span className="person__no">{open.caseNo}</span>
          </span>
          <span title={shortMoment(open.openedAt, now)}>{strings.person.openedAt(clockTime(open.openedAt))}</span>
        </p>
      </section>
      <MaterialList open={open} phase={phase} />
    </aside>
  );
}

const STEPS = ["identifying", "consenting", "fetching", "verifying", "deciding", "submitting"] as const;

/** How far the case is; a word for the present step, bars for the rest. */
function PhaseSteps({ phase }: { readonly phase: CounterView["phase"] }): ReactNode {
  const strings = useStrings();
  const at = phase === "closing" ? STEPS.length : (STEPS as readonly string[]).indexOf(phase);
  return (
    <ol className="phases" aria-label={strings.actionGroups.case}>
      {STEPS.map((step, index) => (
        <li
          key={step}
          className="phases__step"
          data-state={index < at ? "done" : index === at ? "now" : "later"}
          aria-current={index === at ? "step" : undefined}
        >
          {strings.steps[step]}
        </li>
      ))}
    </ol>
  );
}

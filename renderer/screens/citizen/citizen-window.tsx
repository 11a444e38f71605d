/** The citizen's window: large, few words, and nobody's data once their case is over. */
import { GraduationCap } from "lucide-react";
import type { ReactNode } from "react";
import type { CitizenView } from "../../../electron/contract/citizen.ts";
import { Guilloche } from "../../components/guilloche.tsx";
import { Mark } from "../../components/mark.tsx";
import { useCitizen } from "../../state/citizen-store.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { ConsentPanel } from "./consent-panel.tsx";
import { RestPanel } from "./rest-panel.tsx";
import { NamingPanel, ResultPanel, ThanksPanel, WorkingPanel } from "./work-panels.tsx";

export function CitizenWindow(): ReactNode {
  const strings = useStrings();
  const view = useCitizen((citizen) => citizen.view);
  return (
    <div className="citizen" data-phase={view?.phase ?? "away"} data-mode={view?.mode}>
      <Guilloche className="citizen__guilloche" />
      <header className="citizen__head">
        <Mark size={32} />
        <span className="citizen__hall">{view?.hallName ?? strings.product.name}</span>
        <span className="citizen__counter">{view?.counterName}</span>
        {view?.mode === "training" && (
          <span className="citizen__training">
            <GraduationCap size="1.2em" aria-hidden="true" />
            {strings.citizen.training}
          </span>
        )}
      </header>
      <main className="citizen__main" aria-live="polite">
        {view ? (
          <Phase key={view.phase} view={view} />
        ) : (
          <p className="citizen__away">{strings.citizen.disconnected}</p>
        )}
      </main>
    </div>
  );
}

function Phase({ view }: { readonly view: CitizenView }): ReactNode {
  switch (view.phase) {
    case "rest":
      return <RestPanel />;
    case "naming":
      return <NamingPanel />;
    case "consent":
      return <ConsentPanel view={view} />;
    case "working":
      return <WorkingPanel view={view} />;
    case "result":
      return <ResultPanel view={view} />;
    case "thanks":
      return <ThanksPanel view={view} />;
  }
}

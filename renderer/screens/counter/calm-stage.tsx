/** The middle while there is nothing to verify. Its ground stays as it is from the waiting to the case: it costs no second drawing. */
import type { ReactNode } from "react";
import type { CounterView } from "../../../electron/contract/counter.ts";
import { Guilloche } from "../../components/guilloche.tsx";
import { isNaming, Naming } from "./naming.tsx";
import { Readiness } from "./readiness.tsx";

export function isCalm({ case: open, phase }: CounterView): boolean {
  return open === undefined || isNaming(phase);
}

export function CalmStage({ view }: { readonly view: CounterView }): ReactNode {
  const { case: open, phase } = view;
  return (
    <section className="stage stage--calm">
      <div className="stage__ground">
        <Guilloche className="stage__guilloche" hollow />
      </div>
      {open && isNaming(phase) ? <Naming open={open} phase={phase} /> : <Readiness view={view} />}
    </section>
  );
}

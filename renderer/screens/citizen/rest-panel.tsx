/** At rest: one invitation and three steps. */
import type { ReactNode } from "react";
import { ScanPicture } from "../../components/scan-picture.tsx";
import { useStrings } from "../../strings/use-strings.ts";

export function RestPanel(): ReactNode {
  const { citizen: words } = useStrings();
  return (
    <section className="citizen-rest">
      <ScanPicture />
      <div className="citizen-rest__words">
        <h1 className="citizen__title citizen__title--rest">{words.rest}</h1>
        <p className="citizen__text">{words.restHint}</p>
        <ol className="citizen-rest__steps">
          {words.restSteps.map((step, index) => (
            <li key={step}>
              <span aria-hidden="true">{index + 1}</span>
              {step}
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}

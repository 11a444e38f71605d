/** How the training province behaves today. */
import type { ReactNode } from "react";
import { BEHAVIOURS, type Behaviour, useTraining } from "../../state/training-store.ts";
import { useStrings } from "../../strings/use-strings.ts";

export function ProvinceMood(): ReactNode {
  const strings = useStrings();
  const { behaviour, behave } = useTraining();
  const name = (what: Behaviour) => (what === "well" ? strings.training.well : strings.training.badDays[what]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot stand in one line with its buttons
    <div className="mood" role="group" aria-label={strings.training.province}>
      <span className="mood__label">{strings.training.province}</span>
      <div className="mood__choices">
        {BEHAVIOURS.map((what) => (
          <button
            key={what}
            type="button"
            className="mood__one"
            aria-pressed={what === behaviour}
            data-well={what === "well"}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => void behave(what)}
          >
            {name(what)}
          </button>
        ))}
      </div>
    </div>
  );
}

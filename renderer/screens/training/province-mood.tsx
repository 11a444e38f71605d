/** How the training province behaves today. */
import type { ReactNode } from "react";
import {
  BEHAVIOURS,
  type Behaviour,
  PROVINCE_ENDS,
  type ProvinceEnd,
  useTraining,
} from "../../state/training-store.ts";
import { useStrings } from "../../strings/use-strings.ts";

/** First whom it is about, the whole province or one end of it, then how that behaves. */
export function ProvinceMood(): ReactNode {
  const strings = useStrings();
  const { end, behaviours, choose, behave } = useTraining();
  const name = (what: Behaviour) => (what === "well" ? strings.training.well : strings.training.badDays[what]);
  const endName = (one: ProvinceEnd) => (one === "all" ? strings.training.everything : strings.words.ends[one]);
  return (
    <div className="moods">
      <Mood label={strings.training.province} choices={PROVINCE_ENDS} name={endName} chosen={end} choose={choose} />
      <Mood
        label={endName(end)}
        choices={BEHAVIOURS}
        name={name}
        chosen={behaviours[end] ?? "well"}
        choose={(what) => void behave(what)}
      />
    </div>
  );
}

interface MoodProps<Choice extends string> {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly name: (choice: Choice) => string;
  readonly chosen: Choice;
  readonly choose: (choice: Choice) => void;
}

function Mood<Choice extends string>({ label, choices, name, chosen, choose }: MoodProps<Choice>): ReactNode {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot stand in one line with its buttons
    <div className="mood" role="group" aria-label={label}>
      <span className="mood__label">{label}</span>
      <div className="mood__choices">
        {choices.map((one) => (
          <button
            key={one}
            type="button"
            className="mood__one"
            aria-pressed={one === chosen}
            data-well={one === "well" || one === "all"}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(one)}
          >
            {name(one)}
          </button>
        ))}
      </div>
    </div>
  );
}

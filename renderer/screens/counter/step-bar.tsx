/** The one thing to do next, as a big sentence, and the keys for it. It stands at the same place in every state. */
import { CircleArrowRight, CircleCheckBig, type LucideIcon, ScanLine } from "lucide-react";
import type { ReactNode } from "react";
import type { CounterView } from "../../../electron/contract/counter.ts";
import { Spinner } from "../../components/spinner.tsx";
import type { ActionId } from "../../state/action-keys.ts";
import { useClock } from "../../state/clock-store.ts";
import { useDesk } from "../../state/desk-store.ts";
import { type NextStep, nextStep, type OpenActions } from "../../state/next-step.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { ActionButton } from "./action-button.tsx";
import { stepSentence } from "./step-sentence.ts";
import { useOutageHint } from "./use-outage-hint.ts";

export interface StepBarProps {
  readonly view: CounterView;
  readonly actions: OpenActions;
}

export function StepBar({ view, actions }: StepBarProps): ReactNode {
  const strings = useStrings();
  const selected = useDesk((desk) => desk.selectedMaterial);
  const now = useClock((clock) => clock.now);
  const step = nextStep(view, selected);
  const { title, hint } = stepSentence(step, strings, now, useOutageHint(view));
  return (
    <section className="step-bar" aria-label={title} data-step={step.kind}>
      <StepIcon step={step} />
      <div className="step-bar__words" aria-live="polite" aria-atomic="true">
        <p className="step-bar__title">{title}</p>
        <p className="step-bar__hint">{hint}</p>
      </div>
      <Group ids={actions.selected} label={strings.actionGroups.selected} mark={markOf(step)} />
      <Group ids={actions.entry} hasIcon />
      <Group ids={actions.case} hasIcon />
      {actions.primary.map((id, index) => (
        <ActionButton
          key={id}
          id={id}
          size="large"
          tone={index === 0 && id !== "next-undecided" ? "primary" : "plain"}
        />
      ))}
    </section>
  );
}

/** While one material is to be decided, its likeliest answer stands out: nothing else is the next step then. */
function markOf(step: NextStep): ActionId | undefined {
  if (step.kind !== "decide") return undefined;
  return step.material.proposal.kind === "exempt" ? "exempt-one" : "paper";
}

interface GroupProps {
  readonly ids: readonly ActionId[];
  readonly label?: string;
  readonly hasIcon?: boolean;
  readonly mark?: ActionId | undefined;
}

function Group({ ids, label, hasIcon = false, mark }: GroupProps): ReactNode {
  if (ids.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form fields
    <div className="step-bar__group" role="group" aria-label={label}>
      {ids.map((id) => (
        <ActionButton key={id} id={id} hasIcon={hasIcon} tone={id === mark ? "primary" : "plain"} />
      ))}
    </div>
  );
}

const WAITING: ReadonlySet<NextStep["kind"]> = new Set([
  "identifying",
  "fetching",
  "verifying",
  "closing",
  "consent-phone",
]);

function StepIcon({ step }: { readonly step: NextStep }): ReactNode {
  if (WAITING.has(step.kind)) {
    return (
      <span className="step-bar__icon">
        <Spinner size="1.7em" />
      </span>
    );
  }
  const Icon: LucideIcon = step.kind === "scan" ? ScanLine : step.kind === "done" ? CircleCheckBig : CircleArrowRight;
  return (
    <span className="step-bar__icon">
      <Icon size="1.7em" strokeWidth={1.8} aria-hidden="true" />
    </span>
  );
}

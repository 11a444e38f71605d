/** The counter: on the left the person and the materials, in the middle the license, at the bottom the one next step. */
import { type ReactNode, useEffect, useRef } from "react";
import type { CounterView } from "../../../electron/contract/counter.ts";
import { type KeyBindings, useKeys } from "../../components/use-keys.ts";
import { ACTION_KEYS } from "../../state/action-keys.ts";
import { useCounter } from "../../state/counter-store.ts";
import { useDesk } from "../../state/desk-store.ts";
import { useIntake } from "../../state/intake-store.ts";
import { type OpenActions, openActions } from "../../state/next-step.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { CalmStage, isCalm } from "./calm-stage.tsx";
import { CaseSide } from "./case-side.tsx";
import { CaseStage } from "./case-stage.tsx";
import { CounterNotice } from "./counter-notice.tsx";
import { ReadySide } from "./ready-side.tsx";
import { runAction } from "./run-action.ts";
import { StepBar } from "./step-bar.tsx";

export function CounterScreen(): ReactNode {
  const view = useCounter((counter) => counter.view);
  return view ? <Counter view={view} /> : null;
}

function Counter({ view }: { readonly view: CounterView }): ReactNode {
  const strings = useStrings();
  const selected = useDesk((desk) => desk.selectedMaterial);
  const isHovering = useIntake((intake) => intake.isHovering);
  const actions = openActions(view, selected);
  const isSettled = useSettled(actions.primary[0]);
  useKeys(bindingsOf(actions, isSettled));
  const main = useFocusReturn(view.phase);
  return (
    <main className="counter" ref={main} tabIndex={-1} data-phase={view.phase}>
      {view.case && <h1 className="only-read">{`${strings.person.caseNo} ${view.case.caseNo}`}</h1>}
      {view.case ? <CaseSide open={view.case} phase={view.phase} /> : <ReadySide view={view} />}
      {view.case && !isCalm(view) ? <CaseStage open={view.case} /> : <CalmStage view={view} />}
      <div className="counter__foot">
        <CounterNotice />
        <StepBar view={view} actions={actions} />
      </div>
      {isHovering && <DropTarget />}
    </main>
  );
}

/** Every open action with its keys; the tests prove that no two ever want the same one. */
function bindingsOf(actions: OpenActions, isSettled: () => boolean): KeyBindings {
  const { primary, selected, entry, case: rest, view } = actions;
  return [...primary, ...selected, ...entry, ...rest, ...view].flatMap((id) =>
    ACTION_KEYS[id].map((key) => [key, () => (key !== "Enter" || isSettled()) && runAction(id)] as const),
  );
}

/** An Enter meant for the step before must not answer the step that has just come up. */
const SETTLING_MS = 350;

function useSettled(primary: string | undefined): () => boolean {
  const since = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another next step begins the waiting anew
  useEffect(() => {
    since.current = performance.now();
  }, [primary]);
  return () => performance.now() - since.current >= SETTLING_MS;
}

/** A button that goes takes the focus with it; it comes back to the screen, where Enter means the next step. */
function useFocusReturn(phase: string) {
  const main = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new phase is the moment to look
  useEffect(() => {
    if (document.activeElement === null || document.activeElement === document.body) {
      main.current?.focus({ preventScroll: true });
    }
  }, [phase]);
  return main;
}

function DropTarget(): ReactNode {
  const strings = useStrings();
  return (
    <div className="drop-target" role="status">
      {strings.ready.dropNow}
    </div>
  );
}

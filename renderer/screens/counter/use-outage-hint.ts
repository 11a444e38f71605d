/** What the library's being away, or just back, means for the next step; undefined: nothing. */
import type { CounterView } from "../../../electron/contract/counter.ts";
import { useDesk } from "../../state/desk-store.ts";
import { nextStep } from "../../state/next-step.ts";
import { type OutageHint, outageHint } from "../../state/outage-hint.ts";
import { useStatus } from "../../state/status-store.ts";

export function useOutageHint(view: CounterView | undefined): OutageHint | undefined {
  const selected = useDesk((desk) => desk.selectedMaterial);
  const library = useStatus((status) => status.view?.ends.library.state);
  return view && library && outageHint(nextStep(view, selected), view, library);
}

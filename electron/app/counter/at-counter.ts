/** Whoever may work a case now. Scans, cards and files do not pass the dispatcher: they ask here. */
import { type CounterState, type SignedOutState, worksCases } from "../../domain/case/case-state.ts";
import { fault } from "../../domain/fault.ts";
import { failed, ok, type Result } from "../../domain/result.ts";

export function atCounter(state: CounterState): Result<Exclude<CounterState, SignedOutState>> {
  if (state.kind === "signed-out") return failed(fault("session.none"));
  if (!worksCases(state.clerk)) return failed(fault("session.role"));
  return state.isLocked ? failed(fault("session.locked")) : ok(state);
}

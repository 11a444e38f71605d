/** One step of the counter: the event, the state on both sides, and who and when for its audit rows. */
import type { AuditDraft } from "../../domain/audit/audit-entry.ts";
import type { CaseEvent } from "../../domain/case/case-event.ts";
import { type CounterState, isInCase } from "../../domain/case/case-state.ts";
import type { Commit } from "../ports/storage.ts";
import type { TerminalIdentity } from "../ports/surroundings.ts";

export interface Step {
  readonly event: CaseEvent;
  readonly before: CounterState;
  readonly after: CounterState;
  readonly now: number;
  readonly terminal: TerminalIdentity;
  /** Files that arrive with this step. */
  readonly bodies?: Commit["bodies"];
}

export function auditBase(step: Pick<Step, "now" | "before" | "after">): Pick<AuditDraft, "at" | "clerk" | "caseId"> {
  const state = isInCase(step.after) ? step.after : step.before;
  const clerk = step.after.kind === "signed-out" ? clerkOf(step.before) : step.after.clerk.account;
  return { at: step.now, clerk, ...(isInCase(state) ? { caseId: state.file.id } : {}) };
}

function clerkOf(state: CounterState): string {
  return state.kind === "signed-out" ? "system" : state.clerk.account;
}

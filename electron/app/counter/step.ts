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
  const state = isInCase(step.after) || isOtherClerk(step) ? step.after : step.before;
  const clerk = step.after.kind === "signed-out" ? clerkOf(step.before) : step.after.clerk.account;
  return { at: step.now, clerk, ...(isInCase(state) ? { caseId: state.file.id } : {}) };
}

/** What somebody does who has just come is not about the case of whom they relieved. */
function isOtherClerk({ before, after }: Pick<Step, "before" | "after">): boolean {
  return clerkOf(before) !== clerkOf(after) && after.kind === "ready";
}

function clerkOf(state: CounterState): string {
  return state.kind === "signed-out" ? "system" : state.clerk.account;
}

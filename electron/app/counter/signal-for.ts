/** Which sound a step makes: one for each outcome the clerk waits for. Pure. */
import type { PayloadOf } from "../../contract/contract.ts";
import type { CaseEvent } from "../../domain/case/case-event.ts";
import type { CaseFile } from "../../domain/case/case-file.ts";
import { type CounterState, isInCase } from "../../domain/case/case-state.ts";
import type { AssessmentContext } from "../../domain/exemption/assess.ts";
import { proposeFor } from "../../domain/exemption/proposal.ts";
import type { Fault } from "../../domain/fault.ts";

type Heard = { readonly signal: PayloadOf<"signal">["signal"]; readonly fault?: Fault };

export function signalFor(
  event: CaseEvent,
  before: CounterState,
  after: CounterState,
  assessment: (file: CaseFile) => AssessmentContext,
): Heard | undefined {
  if (event.kind === "identify-failed") return { signal: "refused", fault: event.fault };
  if (event.kind === "resumed" || !isInCase(after) || before.kind === after.kind) return undefined;
  if (after.kind === "submitting") return { signal: "done" };
  if (after.kind !== "deciding") return undefined;
  return { signal: outcomeOf(after.file, assessment(after.file)) };
}

function outcomeOf(file: CaseFile, context: AssessmentContext): "good" | "attention" | "bad" {
  const proposals = file.matter.materials.map((material) => proposeFor(material, file, context));
  const mapped = proposals.filter((proposal) => proposal.kind !== "paper");
  if (mapped.some((proposal) => proposal.kind === "not-exempt")) return "bad";
  const isAllValid = mapped.every((proposal) => proposal.kind === "exempt" && proposal.assessment.face === "valid");
  return isAllValid ? "good" : "attention";
}

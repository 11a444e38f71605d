/** What one step of the counter leaves behind for good: saved case, license uses, deliveries, audit. Pure. */
import { type CaseFile, currentDecisions, type MaterialDecision } from "../../domain/case/case-file.ts";
import { type CaseState, type CounterState, type InterruptedCase, isInCase } from "../../domain/case/case-state.ts";
import { isOrganization } from "../../domain/identifier/holder-code-type.ts";
import { maskCitizenNumbersIn, maskFreeText, maskHolderName, maskNumber } from "../../domain/masking.ts";
import { present } from "../../domain/present.ts";
import type { ClosedCase, Commit, LicenseUse } from "../ports/storage.ts";
import { auditOf } from "./audit-of.ts";
import { recordOf } from "./decide.ts";
import { deliveryBody } from "./delivery-body.ts";
import { rechecksOf } from "./recheck-of.ts";
import type { Step } from "./step.ts";

export function commitOf(step: Step): Commit {
  const { event, before, after } = step;
  const decided = event.kind === "decided" && isInCase(after) ? after.file : undefined;
  const open = openCaseOf(after);
  const closing = event.kind === "wiped" && isInCase(before) ? closedCase(before, step.now) : undefined;
  return {
    ...(open ? { open } : {}),
    ...(closing ? { close: closing } : {}),
    ...(step.bodies ? { bodies: step.bodies } : {}),
    ...(decided && event.kind === "decided" ? leftBy(decided, event.decisions, step.terminal) : {}),
    audit: auditOf(step),
  };
}

/** Use, delivery and re-check of each decision. */
function leftBy(file: CaseFile, decisions: readonly MaterialDecision[], terminal: Step["terminal"]) {
  const made = decisions.map((decision) => ({ decision, body: deliveryBody(file, decision, terminal) }));
  return {
    uses: decisions.map((decision) => useOf(file, decision)),
    deliveries: made.map(({ decision, body }) => ({
      key: decision.deliveryKey,
      caseId: file.id,
      caseNo: file.caseNo,
      materialId: decision.materialId,
      body,
    })),
    rechecks: made.flatMap(({ decision, body }) => rechecksOf(file, decision, { body, clerk: file.openedBy })),
  };
}

function openCaseOf(state: CounterState): InterruptedCase | undefined {
  if (!isInCase(state)) return undefined;
  return present({ phase: state.kind, file: state.file, cancelReason: state.cancelReason });
}

function useOf(file: CaseFile, decision: MaterialDecision): LicenseUse {
  const record = decision.kind === "exempted" ? recordOf(file, decision.licenseId) : undefined;
  return {
    caseId: file.id,
    materialId: decision.materialId,
    revision: decision.revision,
    kind: decision.kind,
    ...(record ? { licenseType: record.typeCode } : {}),
    ...(record?.identifier ? { licenseIdentifier: maskCitizenNumbersIn(record.identifier) } : {}),
    ...(decision.assessment ? { face: decision.assessment.face } : {}),
    ...(decision.reason ? { reason: maskFreeText(decision.reason) } : {}),
    isRecheckRequired: decision.isRecheckRequired,
    at: decision.at,
    clerk: decision.clerk,
  };
}

type Closing = Pick<CaseState, "clerk" | "file" | "cancelReason">;

/** A case whose clerk never came back for it: what was decided stands, the rest was not done. */
export function forgottenCase({ phase, file, cancelReason }: InterruptedCase, now: number): Commit {
  const hasEnded = phase === "submitting" || phase === "closing";
  const closing: Closing = present({ clerk: file.openedBy, file, cancelReason: hasEnded ? cancelReason : "discarded" });
  const row = { at: now, clerk: "system", caseId: file.id, detail: { why: "retention" } };
  return {
    close: closedCase(closing, now),
    audit: [{ ...row, action: hasEnded ? "case.closed" : "case.discarded" }],
  };
}

function closedCase(state: Closing, now: number): ClosedCase {
  const { file, cancelReason } = state;
  const decisions = currentDecisions(file);
  const isGroup = file.person ? isOrganization(file.person.codeType) : false;
  return {
    caseId: file.id,
    caseNo: file.caseNo,
    matterCode: file.matter.code,
    matterName: file.matter.name,
    clerk: state.clerk.account,
    openedAt: file.openedAt,
    closedAt: now,
    outcome: cancelReason === undefined ? "submitted" : cancelReason === "discarded" ? "discarded" : "cancelled",
    ...(cancelReason && cancelReason !== "discarded" ? { reason: maskFreeText(cancelReason) } : {}),
    ...(file.person
      ? {
          personName: maskHolderName(file.person.name, isGroup),
          personNumber: maskNumber(file.person.code),
          personNumberToHash: file.person.code,
        }
      : {}),
    materials: file.matter.materials.length,
    exempted: decisions.filter((decision) => decision.kind === "exempted").length,
  };
}

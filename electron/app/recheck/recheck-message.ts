/** The result of a re-check as a further message on the decision it was about: interfaces.md section 4. Pure. */
import type { RecheckJudgement } from "../../domain/recheck/recheck.ts";
import type { DeliveryDraft, PendingRecheck } from "../ports/storage.ts";

export function recheckMessage(pending: PendingRecheck, judgement: RecheckJudgement, at: number): DeliveryDraft {
  const { caseId, materialId, deliveryKey, subject } = pending;
  const { state } = judgement;
  const found = judgement.state === "flagged" ? { finding: judgement.finding, reasons: judgement.reasons } : {};
  return {
    key: `${deliveryKey}:recheck`,
    caseId,
    caseNo: subject.caseNo,
    materialId,
    body: JSON.stringify({
      ...JSON.parse(subject.body),
      recheckRequired: false,
      recheck: { state, ...found, checkedAt: new Date(at).toISOString() },
    }),
  };
}

/** The result of a re-check as a further message on the decision it was about: interfaces.md section 4. Pure. */
import type { RecheckJudgement } from "../../domain/recheck/recheck.ts";
import type { DeliveryDraft, PendingRecheck } from "../ports/storage.ts";

/** Undefined where the record that the platform has cannot be read any more. */
export function recheckMessage(
  { caseId, materialId, deliveryKey, subject }: PendingRecheck,
  judgement: RecheckJudgement,
  at: number,
): DeliveryDraft | undefined {
  if (!subject) return undefined;
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

/** What is kept of a provisional decision so that it can be checked again without the license. Pure. */
import type { CaseFile, Clerk, MaterialDecision } from "../../domain/case/case-file.ts";
import { circleOf } from "../../domain/exemption/circle.ts";
import { present } from "../../domain/present.ts";
import type { RecheckDraft } from "../ports/storage.ts";

/** @param body the decision's delivery. None for a decision that is not provisional. */
export function rechecksOf(
  file: CaseFile,
  decision: MaterialDecision,
  { body, clerk }: { readonly body: string; readonly clerk: Clerk },
): readonly RecheckDraft[] {
  const held = file.licenses.find((license) => license.record.licenseId === decision.licenseId);
  if (!decision.isRecheckRequired || !held?.verdict) return [];
  const { code, name, department, highRisk, materials } = file.matter;
  return [
    {
      caseId: file.id,
      materialId: decision.materialId,
      revision: decision.revision,
      deliveryKey: decision.deliveryKey,
      decidedAt: decision.at,
      subject: present({
        caseNo: file.caseNo,
        matter: { code, name, department, highRisk },
        clerk,
        person: file.person,
        circle: circleOf(file.person, file.licenses),
        options: materials.find((one) => one.id === decision.materialId)?.mapping?.anyOf ?? [],
        record: held.record,
        sm3: held.verdict.sm3,
        body,
      }),
    },
  ];
}

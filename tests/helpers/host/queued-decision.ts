/** A decision on paper as it waits in the outbox; synthetic, with all that the acceptance platform asks for. */
import type { DeliveryDraft } from "../../../electron/app/ports/storage.ts";

export function queuedDecision(caseNo: string, materialId = "m1"): DeliveryDraft {
  const at = new Date(0).toISOString();
  const body = {
    caseNo,
    matterCode: "M",
    matterVersion: 1,
    materialId,
    materialName: "材料",
    collectionType: 1,
    collectionFlag: 1,
    collectionDate: at,
    recheckRequired: false,
    ruleVersion: "1",
    operator: { account: "bench" },
    terminal: { code: "LX07", name: "窗口" },
    decidedAt: at,
  };
  return { caseId: caseNo, materialId, key: `${caseNo}:${materialId}`, caseNo, body: JSON.stringify(body) };
}

/** Past cases, masked, and the receipt of the case at hand. */
import { z } from "zod";
import { RECHECK_FINDINGS, RECHECK_STATES } from "../domain/recheck/recheck.ts";
import { decisionKindShape, instant, nothing } from "./shapes.ts";

const historyCase = z.strictObject({
  caseId: z.string(),
  caseNo: z.string(),
  matterCode: z.string(),
  matterName: z.string(),
  clerk: z.string(),
  openedAt: instant,
  closedAt: instant,
  outcome: z.enum(["submitted", "cancelled", "discarded"]),
  reason: z.string().optional(),
  personName: z.string().optional(),
  personNumber: z.string().optional(),
  materials: z.number().int(),
  exempted: z.number().int(),
  undelivered: z.number().int(),
  rechecks: z.array(
    z.strictObject({
      materialId: z.string(),
      state: z.enum(RECHECK_STATES),
      finding: z.enum(RECHECK_FINDINGS).optional(),
      reasons: z.array(z.string()),
      settledAt: instant.optional(),
    }),
  ),
});
export type HistoryCaseView = z.infer<typeof historyCase>;

const receipt = z.strictObject({
  hallName: z.string(),
  counterName: z.string(),
  clerkName: z.string(),
  caseNo: z.string(),
  matterName: z.string(),
  personName: z.string(),
  personNumber: z.string(),
  printedAt: instant,
  isTraining: z.boolean(),
  lines: z.array(
    z.strictObject({
      materialName: z.string(),
      kind: decisionKindShape,
      licenseName: z.string().optional(),
      receiptNo: z.string().optional(),
      reason: z.string().optional(),
      isRecheckRequired: z.boolean(),
    }),
  ),
  trustListsAsOf: instant.optional(),
});
export type ReceiptView = z.infer<typeof receipt>;

export const historyCommands = {
  "history.search": {
    input: z.strictObject({
      from: instant.optional(),
      to: instant.optional(),
      text: z.string().max(60).optional(),
      limit: z.number().int().min(1).max(200),
      offset: z.number().int().min(0),
    }),
    reply: z.strictObject({ total: z.number().int(), cases: z.array(historyCase) }),
    audience: ["clerk", "auditor"],
  },
  "history.today": {
    input: nothing,
    reply: z.strictObject({
      cases: z.number().int(),
      submitted: z.number().int(),
      materials: z.number().int(),
      exempted: z.number().int(),
    }),
    audience: ["clerk"],
  },
  /** To be looked at. */
  "case.receipt": { input: nothing, reply: receipt, audience: ["clerk"] },
  /** To be printed; asking for it is audited as its printing. */
  "receipt.print": { input: nothing, reply: receipt, audience: ["clerk"] },
} as const;

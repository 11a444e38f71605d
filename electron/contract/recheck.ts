/** 复核有异: exemptions that a re-check did not confirm, and what a person did about each. Masked; without persons for the administrator. */
import { z } from "zod";
import { RECHECK_FINDINGS, RECHECK_HANDLINGS } from "../domain/recheck/recheck.ts";
import { decisionKindShape, instant, nothing } from "./shapes.ts";

const handling = z.enum(RECHECK_HANDLINGS);

const flaggedRecheck = z.strictObject({
  id: z.number().int(),
  caseId: z.string(),
  caseNo: z.string(),
  materialId: z.string(),
  decidedAt: instant,
  settledAt: instant,
  finding: z.enum(RECHECK_FINDINGS),
  reasons: z.array(z.string()),
  matterName: z.string().optional(),
  personName: z.string().optional(),
  decisions: z.array(
    z.strictObject({
      at: instant,
      clerk: z.string(),
      kind: decisionKindShape,
      reason: z.string().optional(),
      revision: z.number().int(),
    }),
  ),
  handled: z.strictObject({ at: instant, by: z.string(), handling, note: z.string() }).optional(),
});
export type FlaggedRecheckView = z.infer<typeof flaggedRecheck>;

export const recheckCommands = {
  "recheck.flagged": {
    input: nothing,
    reply: z.strictObject({ flagged: z.array(flaggedRecheck) }),
    audience: ["clerk", "administrator"],
  },
  /** Under the name of whoever is signed in, once; the decision stays as it was made. */
  "recheck.handle": {
    input: z.strictObject({ id: z.number().int(), handling, note: z.string().trim().min(1).max(200) }),
    reply: nothing,
    audience: ["clerk", "administrator"],
  },
} as const;

/** 留痕 for the auditor: looked through, who used which license for what, and exported. Masked as it is stored. */
import { z } from "zod";
import { AUDIT_ACTIONS } from "../domain/audit/audit-entry.ts";
import { decisionKindShape, faceShape, instant } from "./shapes.ts";

const seq = z.number().int().min(0);
const account = z.string().min(1).max(60);

const auditEntry = z.strictObject({
  seq,
  at: z.string(),
  terminal: z.string(),
  /** Of this program's list; a row of a later program may have another. */
  action: z.string(),
  clerk: z.string(),
  caseId: z.string().optional(),
  materialId: z.string().optional(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  prevHash: z.string(),
  hash: z.string(),
});
export type AuditEntryView = z.infer<typeof auditEntry>;

const filter = {
  /** Epoch ms, inclusive and exclusive. */
  from: instant.optional(),
  to: instant.optional(),
  clerk: account.optional(),
  action: z.enum(AUDIT_ACTIONS).optional(),
  caseId: z.string().max(80).optional(),
};

const licenseUse = z.strictObject({
  at: instant,
  clerk: z.string(),
  caseId: z.string(),
  caseNo: z.string().optional(),
  matterName: z.string().optional(),
  materialId: z.string(),
  revision: z.number().int(),
  kind: decisionKindShape,
  licenseName: z.string().optional(),
  licenseIdentifier: z.string().optional(),
  face: faceShape.optional(),
  reason: z.string().optional(),
  isRecheckRequired: z.boolean(),
});
export type LicenseUseView = z.infer<typeof licenseUse>;

export const auditCommands = {
  /** Newest first. `next` = there may be more before that row: ask again with it as `before`. */
  "audit.search": {
    input: z.strictObject({ ...filter, before: seq.optional(), limit: z.number().int().min(1).max(200) }),
    reply: z.strictObject({ entries: z.array(auditEntry), next: seq.optional() }),
    audience: ["auditor"],
  },
  "audit.uses": {
    input: z.strictObject({
      from: instant.optional(),
      to: instant.optional(),
      clerk: account.optional(),
      limit: z.number().int().min(1).max(200),
      offset: z.number().int().min(0),
    }),
    reply: z.strictObject({ total: z.number().int(), uses: z.array(licenseUse) }),
    audience: ["auditor"],
  },
  /** One piece of the export, oldest first, one JSON object a line as `liangzheng audit export --json` prints them. `next` goes on with it; an export is audited once. */
  "audit.export": {
    input: z.strictObject({ ...filter, after: seq }),
    reply: z.strictObject({ lines: z.string(), rows: z.number().int(), next: seq.optional() }),
    audience: ["auditor"],
  },
} as const;

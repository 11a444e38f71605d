/** The counter as the clerk's screen shows it: one snapshot, sent whole at every change. */
import { z } from "zod";
import { CONSENT_KINDS } from "../domain/case/case-file.ts";
import { LICENSE_SOURCES } from "../domain/license/license-record.ts";
import { CARD_NOTES, CARD_TYPES } from "../domain/person/card.ts";
import { PHOTO_GAPS } from "../domain/person/photo.ts";
import {
  decisionKindShape,
  faceShape,
  familyShape,
  faultShape,
  instant,
  nothing,
  reasonShape,
  rightShape,
  roleShape,
} from "./shapes.ts";

/** Of a license file that a citizen brings. */
export const MAX_PRESENTED_BYTES = 100 * 1024 * 1024;

const proposalView = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.enum(["exempt", "not-exempt"]),
    licenseId: z.string(),
    face: faceShape,
    right: rightShape,
    reasons: z.array(reasonShape),
  }),
  z.strictObject({ kind: z.literal("missing"), fault: faultShape.optional() }),
  z.strictObject({ kind: z.enum(["pending", "paper"]) }),
]);

const decisionView = z.strictObject({
  kind: decisionKindShape,
  reason: z.string().optional(),
  licenseId: z.string().optional(),
  at: instant,
  revision: z.number().int(),
  isRecheckRequired: z.boolean(),
  delivery: z.enum(["queued", "delivered", "refused"]),
  receiptNo: z.string().optional(),
});

export const materialView = z.strictObject({
  id: z.string(),
  name: z.string(),
  required: z.boolean(),
  orGroup: z.string().optional(),
  deferrable: z.boolean(),
  pledgeable: z.boolean(),
  legalBasis: z.string().optional(),
  /** Names of the license types that may exempt it; empty = paper only. */
  licenseTypeNames: z.array(z.string()),
  /** Since when and how often the library collects this type, for "not found" that is not "does not exist". */
  collection: z.strictObject({ since: z.string(), cycle: z.string() }).optional(),
  proposal: proposalView,
  decision: decisionView.optional(),
});

export const licenseView = z.strictObject({
  licenseId: z.string(),
  typeName: z.string(),
  name: z.string(),
  number: z.string(),
  holders: z.array(z.string()),
  issuer: z.string(),
  issueDate: z.string().optional(),
  validFrom: z.string().optional(),
  /** Absent = without limit. */
  validTo: z.string().optional(),
  status: z.string(),
  source: z.enum(LICENSE_SOURCES),
  /** When the library gave it, where that was before the case. */
  prefetchedAt: instant.optional(),
  identifierCheck: z.enum(["ok", "bad", "absent"]),
  /** Absent while the verification runs. */
  verdict: z
    .strictObject({
      face: faceShape,
      indication: z.enum(["TOTAL_PASSED", "INDETERMINATE", "TOTAL_FAILED", "NO_SIGNATURE"]),
      subIndication: z.string().optional(),
      decision: z.enum(["accept", "reject", "refer"]),
      codes: z.array(z.string()),
      isSample: z.boolean(),
      signerName: z.string().optional(),
      sealName: z.string().optional(),
      signedAt: instant.optional(),
      trustListsAsOf: instant.optional(),
      trustIssue: z.number().optional(),
      sm3: z.string(),
      verifiedAt: instant,
    })
    .optional(),
});

const caseView = z.strictObject({
  caseId: z.string(),
  caseNo: z.string(),
  openedAt: instant,
  entry: z.strictObject({
    way: z.string(),
    family: familyShape.optional(),
    /** The person was read from the chip of a card of this form. */
    card: z
      .strictObject({
        type: z.enum(CARD_TYPES),
        notes: z.array(z.strictObject({ code: z.enum(CARD_NOTES), detail: z.string().optional() })),
      })
      .optional(),
  }),
  /** Of the card that was laid down: where its pixels (`PHOTO_BYTES`) can be fetched, or why there are none. */
  photo: z.union([z.strictObject({ address: z.string() }), z.strictObject({ gap: z.enum(PHOTO_GAPS) })]).optional(),
  person: z.strictObject({ name: z.string(), number: z.string(), isOrganization: z.boolean() }).optional(),
  consent: z
    .strictObject({
      kind: z.enum(CONSENT_KINDS),
      state: z.enum(["waiting", "granted", "refused"]),
      at: instant,
    })
    .optional(),
  materials: z.array(materialView),
  licenses: z.array(licenseView),
  /** Materials that must have a decision and have none yet. */
  undecided: z.array(z.string()),
  /** How many an unconditional "confirm all" would exempt now. */
  exemptable: z.number().int(),
  notice: faultShape.optional(),
});

export const PHASES = [
  "signed-out",
  "ready",
  "identifying",
  "consenting",
  "fetching",
  "verifying",
  "deciding",
  "submitting",
  "closing",
] as const;

export const counterView = z.strictObject({
  phase: z.enum(PHASES),
  isLocked: z.boolean(),
  clerk: z.strictObject({ account: z.string(), name: z.string(), role: roleShape }).optional(),
  matter: z
    .strictObject({ code: z.string(), name: z.string(), department: z.string(), highRisk: z.boolean() })
    .optional(),
  interrupted: z
    .strictObject({
      caseNo: z.string(),
      matterName: z.string(),
      phase: z.enum(PHASES),
      personName: z.string().optional(),
      openedAt: instant,
    })
    .optional(),
  case: caseView.optional(),
  notice: faultShape.optional(),
});

export type CounterView = z.infer<typeof counterView>;
export type CaseView = z.infer<typeof caseView>;
export type MaterialView = z.infer<typeof materialView>;
export type ProposalView = z.infer<typeof proposalView>;
export type LicenseView = z.infer<typeof licenseView>;
export type DecisionView = z.infer<typeof decisionView>;

export const matterChoice = z.strictObject({
  code: z.string(),
  name: z.string(),
  department: z.string(),
  highRisk: z.boolean(),
  materials: z.number().int(),
  exemptable: z.number().int(),
});
export type MatterChoice = z.infer<typeof matterChoice>;

const reasonText = z.string().trim().min(1).max(200);

export const counterCommands = {
  "counter.view": { input: nothing, reply: counterView, audience: ["window"] },
  "matter.list": { input: nothing, reply: z.strictObject({ matters: z.array(matterChoice) }), audience: ["clerk"] },
  "matter.choose": { input: z.strictObject({ code: z.string().max(50) }), reply: nothing, audience: ["clerk"] },
  /** A code from the keyboard, a paste, a picture or the camera. Hardware readings do not pass through the screen. */
  "scan.submit": {
    input: z.strictObject({ text: z.string().max(8192), way: z.enum(["keyboard", "paste", "image", "camera"]) }),
    reply: nothing,
    audience: ["clerk"],
  },
  /** By duty: the person's name and number, typed from the card. */
  "person.enter": {
    input: z.strictObject({ name: z.string().trim().min(1).max(60), number: z.string().trim().min(6).max(30) }),
    reply: nothing,
    audience: ["clerk"],
  },
  "consent.answer": {
    input: z.strictObject({ isGranted: z.boolean() }),
    reply: nothing,
    audience: ["clerk", "citizen"],
  },
  "decision.confirm-all": {
    input: z.strictObject({ isSecondConfirmation: z.boolean().optional() }),
    reply: z.strictObject({ decided: z.number().int() }),
    audience: ["clerk"],
  },
  "decision.make": {
    input: z.strictObject({
      materialId: z.string().max(80),
      kind: decisionKindShape,
      reason: reasonText.optional(),
      isSecondConfirmation: z.boolean().optional(),
    }),
    reply: nothing,
    audience: ["clerk"],
  },
  "case.retry": { input: nothing, reply: nothing, audience: ["clerk"] },
  "case.cancel": { input: z.strictObject({ reason: reasonText }), reply: nothing, audience: ["clerk"] },
  /** 下一位: wipes both screens, memory and what was saved of the case. */
  "case.close": { input: nothing, reply: nothing, audience: ["clerk"] },
  "case.resume": { input: nothing, reply: nothing, audience: ["clerk"] },
  "case.discard": { input: nothing, reply: nothing, audience: ["clerk"] },
  /** The clerk pasted or copied at the screen: the clipboard may hold something of the citizen. */
  "clipboard.touched": { input: nothing, reply: nothing, audience: ["window"] },
  /** The unmasked name and number, for a stated reason; audited; the screen shows them while a person holds on, for 10 s at most. */
  "person.reveal": {
    input: z.strictObject({ reason: reasonText }),
    reply: z.strictObject({ fullName: z.string(), fullNumber: z.string() }),
    audience: ["clerk"],
  },
} as const;

export const counterEvents = {
  "counter.changed": { payload: counterView, audience: ["window"] },
  /** For the ear: one signal for each outcome. */
  signal: {
    payload: z.strictObject({
      signal: z.enum(["recognised", "good", "attention", "bad", "done", "refused"]),
      fault: faultShape.optional(),
    }),
    audience: ["window"],
  },
} as const;

/** Which audit rows one step writes: codes, counts and digests only, nothing of the citizen. */
import type { AuditAction, AuditDraft } from "../../domain/audit/audit-entry.ts";
import type { CaseEvent } from "../../domain/case/case-event.ts";
import type { CaseEntry } from "../../domain/case/case-file.ts";
import { isInCase } from "../../domain/case/case-state.ts";
import { type LicenseRecord, type LicenseSource, prefetchedAt } from "../../domain/license/license-record.ts";
import { maskFreeText } from "../../domain/masking.ts";
import { present } from "../../domain/present.ts";
import { auditBase, type Step } from "./step.ts";

type Detail = NonNullable<AuditDraft["detail"]>;

export function auditOf(step: Step): readonly AuditDraft[] {
  const base = auditBase(step);
  const rows = rowsOf(step).map(({ action, detail, materialId }) => ({
    ...base,
    action,
    ...(materialId ? { materialId } : {}),
    ...(detail && Object.keys(detail).length > 0 ? { detail } : {}),
  }));
  return [...relievedRows(step), ...rows, ...phaseRows(step, base)];
}

/** The former clerk's session ends in their own name, by whom stands beside it. */
function relievedRows({ event, before, now }: Step): readonly AuditDraft[] {
  if (event.kind !== "relieved" || before.kind === "signed-out") return [];
  const caseId = isInCase(before) ? before.file.id : undefined;
  const detail = { by: event.clerk.account, caseKept: caseId !== undefined };
  return [present({ at: now, action: "session.signed-out" as const, clerk: before.clerk.account, caseId, detail })];
}

/** Entering `submitting` is worth a row of its own, whichever decision brought it. */
function phaseRows(step: Step, base: ReturnType<typeof auditBase>): readonly AuditDraft[] {
  const { before, after } = step;
  if (!isInCase(after) || after.kind !== "submitting" || before.kind === "submitting") return [];
  if (step.event.kind === "resumed") return [];
  return [{ ...base, action: "case.submitted", detail: { decisions: after.file.decisions.length } }];
}

function fetchedDetail(record: LicenseRecord): Detail {
  const at = prefetchedAt(record);
  return at === undefined ? {} : { fetchedAt: new Date(at).toISOString() };
}

const ARRIVALS = {
  library: "license.fetched",
  presented: "license.presented",
  prefetched: "license.from-cache",
} as const satisfies Record<LicenseSource, AuditAction>;

interface Row {
  readonly action: AuditAction;
  readonly detail?: Detail;
  readonly materialId?: string;
}

/** Of an answer that could not be heard: that, and why. */
function unheardDetail(after: Step["after"]): Detail {
  if (!isInCase(after) || after.file.notice?.code !== "consent.unheard") return {};
  return present({ fault: after.file.notice.code, cause: after.file.consent?.lost });
}

type RowMaker = {
  readonly [Kind in CaseEvent["kind"]]: (
    event: Extract<CaseEvent, { kind: Kind }>,
    after: Step["after"],
  ) => readonly Row[];
};

const ROWS: RowMaker = {
  "signed-in": () => [{ action: "session.signed-in" }],
  "signed-out": () => [{ action: "session.signed-out" }],
  locked: (event) => [{ action: "session.locked", detail: { why: event.why } }],
  unlocked: () => [{ action: "session.unlocked" }],
  relieved: () => [{ action: "session.signed-in", detail: { relieved: true } }],
  "matter-chosen": () => [],
  opened: ({ file }) => [
    {
      action: "case.opened",
      detail: { caseNo: file.caseNo, matter: file.matter.code, way: file.entry.way, ...codeDetail(file.entry) },
    },
  ],
  "entered-again": ({ entry }) => [
    { action: "case.opened", detail: { again: true, way: entry.way, ...codeDetail(entry) } },
  ],
  identified: ({ grant, consent }) => [
    { action: "case.identified", detail: { family: grant.family, consent: consent.kind, state: consent.state } },
  ],
  "identify-failed": ({ fault }) => [{ action: "case.identify-failed", detail: { fault: fault.code } }],
  "consent-answered": ({ consent: { kind, state, answeredBy: by = "phone" } }, after) => {
    const unheard = unheardDetail(after);
    const stands = unheard["fault"] ? "waiting" : state;
    return [{ action: "case.consent", detail: { kind, state: stands, by, ...unheard } }];
  },
  "consent-line": () => [],
  "person-told": ({ by }) => [{ action: "case.identified", detail: { by } }],
  "named-again": ({ family }) => [{ action: "case.identified", detail: { again: true, family, by: "duty" } }],
  "license-arrived": ({ license }) => [
    {
      action: ARRIVALS[license.record.source],
      detail: {
        license: license.record.licenseId,
        type: license.record.typeCode,
        bytes: license.sizeBytes,
        ...fetchedDetail(license.record),
        ...(license.record.identifierCheck === "bad" ? { identifierCheck: "bad" } : {}),
      },
    },
  ],
  "license-missing": ({ typeCode, fault }) => [
    { action: "license.missing", detail: { type: typeCode, fault: fault.code } },
  ],
  "license-verified": ({ licenseId, verdict }) => [
    {
      action: "license.verified",
      detail: {
        license: licenseId,
        indication: verdict.indication,
        decision: verdict.decision,
        codes: verdict.codes.join(","),
        sm3: verdict.sm3,
        policy: verdict.policyVersion,
        ...(verdict.trustIssue === undefined ? {} : { trustIssue: verdict.trustIssue }),
      },
    },
  ],
  "retry-asked": () => [],
  decided: ({ decisions }) =>
    decisions.map((decision) => ({
      action: "material.decided" as const,
      materialId: decision.materialId,
      detail: {
        kind: decision.kind,
        revision: decision.revision,
        ...(decision.licenseId ? { license: decision.licenseId } : {}),
        ...(decision.assessment
          ? { face: decision.assessment.face, reasons: decision.assessment.reasons.map((r) => r.code).join(",") }
          : {}),
        ...(decision.reason ? { reason: maskFreeText(decision.reason) } : {}),
        ...(decision.isRecheckRequired ? { recheck: true } : {}),
      },
    })),
  "delivery-settled": () => [],
  "close-asked": () => [],
  cancelled: ({ reason }) => [{ action: "case.cancelled", detail: { reason: maskFreeText(reason) } }],
  wiped: () => [{ action: "case.closed" }],
  resumed: () => [{ action: "case.resumed" }],
  discarded: () => [{ action: "case.discarded" }],
  "timed-out": ({ phase }, after) => [{ action: "case.timed-out", detail: { phase, ...unheardDetail(after) } }],
  "province-lost": () => [],
  "device-lost": () => [],
};

/** What happened, not what was asked for: a case that is closing has ended, nobody cancels or discards it any more. */
function rowsOf({ event, before, after }: Step): readonly Row[] {
  const isLate =
    (event.kind === "cancelled" && before.kind === "closing") ||
    (event.kind === "timed-out" && before.kind !== event.phase);
  if (isLate) return [];
  const isEnding = before.kind === "ready" && before.interrupted?.phase === "closing";
  if (event.kind === "discarded" && isEnding) return [{ action: "case.resumed" }];
  const make = ROWS[event.kind] as (event: CaseEvent, after: Step["after"]) => readonly Row[];
  return make(event, after);
}

function codeDetail({ family, codeSm3, card }: CaseEntry): Detail {
  const notes = card?.notes.map(({ code }) => code).join(",");
  return present({ family, codeSm3, card: card?.type, cardNotes: notes || undefined });
}

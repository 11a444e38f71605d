/** The record of one material decision for the acceptance platform: interfaces.md section 4. */
import type { CaseFile, DecisionKind, MaterialDecision } from "../../domain/case/case-file.ts";
import { type LicenseRecord, prefetchedAt } from "../../domain/license/license-record.ts";
import type { Verdict } from "../../domain/verdict/verdict.ts";
import type { TerminalIdentity } from "../ports/surroundings.ts";

/** Collection types of integrated counters: 1 paper, 4 deferral, 5 license, 7 pledge. */
const COLLECTION_TYPE: Readonly<Record<DecisionKind, number>> = {
  exempted: 5,
  "paper-received": 1,
  deferred: 4,
  pledged: 7,
  refused: 1,
};

export function deliveryBody(file: CaseFile, decision: MaterialDecision, terminal: TerminalIdentity): string {
  const material = file.matter.materials.find((one) => one.id === decision.materialId);
  const held = file.licenses.find((one) => one.record.licenseId === decision.licenseId);
  const isCollected = decision.kind !== "deferred" && decision.kind !== "refused";
  return JSON.stringify({
    caseNo: file.caseNo,
    matterCode: file.matter.code,
    matterVersion: file.matter.version,
    materialId: decision.materialId,
    materialName: material?.name ?? "",
    collectionType: COLLECTION_TYPE[decision.kind],
    collectionFlag: isCollected ? 1 : 0,
    collectionDate: new Date(decision.at).toISOString(),
    ...(decision.reason ? { reason: decision.reason } : {}),
    ...(held && decision.kind === "exempted" ? { license: licensePart(held.record) } : {}),
    ...(held?.verdict ? { verification: verificationPart(held.verdict, held.record) } : {}),
    ...(held?.verdict ? { fileDigest: { sm3: held.verdict.sm3 } } : {}),
    recheckRequired: decision.isRecheckRequired,
    ruleVersion: material?.mapping?.ruleVersion ?? "none",
    operator: { account: decision.clerk },
    terminal: { code: terminal.terminalId, name: terminal.counterName },
    ...(file.consent?.state === "granted"
      ? { consent: { kind: file.consent.kind, grantedAt: new Date(file.consent.at).toISOString() } }
      : {}),
    decidedAt: new Date(decision.at).toISOString(),
  });
}

function licensePart(record: CaseFile["licenses"][number]["record"]) {
  return {
    ...(record.identifier ? { certIdentifier: record.identifier } : {}),
    licenseCode: record.providerLicenseId,
    certNumber: record.number,
    certName: record.name,
    certTypeCode: record.typeCode,
  };
}

function verificationPart(verdict: Verdict, record: LicenseRecord) {
  const earlier = prefetchedAt(record);
  return {
    indication: verdict.indication,
    ...(verdict.subIndication ? { subIndication: verdict.subIndication } : {}),
    decision: verdict.decision,
    codes: verdict.codes,
    ...(verdict.trustIssue === undefined ? {} : { trustIssue: verdict.trustIssue }),
    ...(verdict.trustListsAsOf === undefined ? {} : { trustListsAsOf: new Date(verdict.trustListsAsOf).toISOString() }),
    policyVersion: verdict.policyVersion,
    basis: record.source === "library" ? "online" : "offline",
    ...(earlier === undefined ? {} : { prefetchedAt: new Date(earlier).toISOString() }),
  };
}

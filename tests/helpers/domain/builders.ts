/** Builders of domain values for tests: a whole valid case in one call, changed where the test needs it. */
import type { CaseFile, Clerk, HeldLicense } from "../../../electron/domain/case/case-file.ts";
import type { AssessmentContext } from "../../../electron/domain/exemption/assess.ts";
import type { LicenseRecord } from "../../../electron/domain/license/license-record.ts";
import type { Material, Matter } from "../../../electron/domain/matter/matter.ts";
import type { Holder } from "../../../electron/domain/person/person.ts";
import type { Verdict } from "../../../electron/domain/verdict/verdict.ts";

export const NOW = Date.parse("2026-11-24T10:00:00+08:00");
export const TODAY = "2026-11-24";
export const ID_CARD_TYPE = "11100000000013127D001";

export const clerk: Clerk = { account: "clerk1", name: "窗口一", role: "clerk" };
/** Synthetic: division 990101 does not exist; the check digits are right. */
export const applicant: Holder = { name: "样例甲", code: "990101199001010019", codeType: "111" };
export const stranger: Holder = { name: "样例乙", code: "990101198512120020", codeType: "111" };

export function material(change: Partial<Material> = {}): Material {
  return {
    id: "m1",
    name: "居民身份证",
    required: true,
    deferrable: false,
    pledgeable: false,
    mapping: {
      ruleVersion: "1",
      exemptMode: "证照免交",
      anyOf: [{ licenseTypes: [ID_CARD_TYPE], holderRole: "applicant", offlineAllowed: true }],
    },
    ...change,
  };
}

export function paperMaterial(change: Partial<Material> = {}): Material {
  const { mapping: _, ...rest } = material({ id: "paper", name: "申请表", ...change });
  return rest;
}

export function matter(materials: readonly Material[] = [material()], change: Partial<Matter> = {}): Matter {
  return {
    code: "11990101MB000000063000000000001",
    catalogCode: "000000000001",
    name: "练习事项",
    version: 1,
    department: "样例局",
    highRisk: false,
    applicantKinds: ["person"],
    materials,
    ...change,
  };
}

export function license(change: Partial<LicenseRecord> = {}): LicenseRecord {
  return {
    licenseId: "l1",
    provider: "test",
    providerLicenseId: "p1",
    identifierCheck: "absent",
    typeCode: ID_CARD_TYPE,
    typeName: "居民身份证",
    number: applicant.code,
    name: "居民身份证",
    holders: [applicant],
    related: [],
    issuerName: "样例市公安局",
    issuerCode: "",
    statusRaw: "ISSUED",
    status: "valid",
    source: "library",
    fetchedAt: NOW,
    ...change,
  };
}

export function verdict(change: Partial<Verdict> = {}): Verdict {
  return {
    indication: "TOTAL_PASSED",
    decision: "accept",
    codes: [],
    isSample: false,
    signerName: "样例市公安局",
    sm3: "00",
    policyVersion: "1",
    trustListsAsOf: NOW - 60_000,
    verifiedAt: NOW,
    ...change,
  };
}

export function held(change: Partial<LicenseRecord> = {}, judged: Verdict | undefined = verdict()): HeldLicense {
  const record = license(change);
  return judged ? { record, sizeBytes: 10, verdict: judged } : { record, sizeBytes: 10 };
}

export function caseFile(change: Partial<CaseFile> = {}): CaseFile {
  return {
    id: "c1",
    caseNo: "T1-20261124-100000-AAAA",
    matter: matter(),
    openedBy: clerk,
    openedAt: NOW,
    entry: { way: "serial-scanner", family: "service-code", codeSm3: "aa" },
    requests: [{ typeCode: ID_CARD_TYPE, state: "pending" }],
    licenses: [],
    decisions: [],
    ...change,
  };
}

export function assessmentContext(change: Partial<AssessmentContext> = {}): AssessmentContext {
  return { person: applicant, circle: [], today: TODAY, trustAge: "fresh", isHighRisk: false, mode: "live", ...change };
}

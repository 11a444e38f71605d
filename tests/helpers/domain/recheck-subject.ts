/** A provisional decision on the builders' license, as it is kept for its re-check. */
import type { RecheckSubject } from "../../../electron/domain/recheck/recheck.ts";
import { applicant, clerk, license, matter, verdict } from "./builders.ts";

export const IDENTIFIER = "1.2.156.3005.2.A.B.C.003.D";

export function recheckSubject(change: Partial<RecheckSubject> = {}): RecheckSubject {
  const { code, name, department, highRisk, materials } = matter();
  return {
    caseNo: "T1-20261124-100000-AAAA",
    matter: { code, name, department, highRisk },
    clerk,
    person: applicant,
    circle: [],
    options: materials[0]?.mapping?.anyOf ?? [],
    record: license({ identifier: IDENTIFIER, identifierCheck: "ok" }),
    sm3: verdict().sm3,
    body: JSON.stringify({ caseNo: "T1-20261124-100000-AAAA", materialId: "m1", recheckRequired: true }),
    ...change,
  };
}

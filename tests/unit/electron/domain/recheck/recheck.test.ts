import { describe, expect, test } from "vitest";
import type { LicenseRecord } from "../../../../../electron/domain/license/license-record.ts";
import {
  holderToAsk,
  isTrustReady,
  judgeRecheck,
  type RecheckSubject,
  sameLicense,
} from "../../../../../electron/domain/recheck/recheck.ts";
import type { Verdict } from "../../../../../electron/domain/verdict/verdict.ts";
import { applicant, license, stranger, TODAY, verdict } from "../../../../helpers/domain/builders.ts";
import { IDENTIFIER, recheckSubject } from "../../../../helpers/domain/recheck-subject.ts";

const context = { today: TODAY, trustAge: "fresh", mode: "live" } as const;
const now = (record: Partial<LicenseRecord> = {}, judged: Partial<Verdict> = {}) => ({
  record: license({ identifier: IDENTIFIER, identifierCheck: "ok", ...record }),
  verdict: verdict(judged),
});
const judge = (found: ReturnType<typeof now> | undefined, subject: Partial<RecheckSubject> = {}) => {
  const judged = judgeRecheck(recheckSubject(subject), found, context);
  return judged.state === "confirmed" ? "confirmed" : judged.finding;
};
const presented = license({ identifier: IDENTIFIER, source: "presented", status: "unknown" });

describe("a re-check", () => {
  test("confirms what the library has as it was decided on", () => {
    expect(judge(now())).toBe("confirmed");
    expect(judge(now(), { record: presented })).toBe("confirmed");
  });

  test.each([
    ["the library has it no more", undefined, "license-gone"],
    ["it was revoked", now({ status: "revoked" }), "no-longer-exempts"],
    ["nobody knows its status", now({ status: "unknown" }), "no-longer-exempts"],
    ["its seal's certificate was revoked", now({}, { decision: "reject", codes: ["X"] }), "no-longer-exempts"],
    ["the seal cannot be judged", now({}, { indication: "INDETERMINATE", decision: "refer" }), "no-longer-exempts"],
    ["it is another's now", now({ holders: [stranger] }), "no-longer-exempts"],
    ["it was issued anew", now({ identifier: IDENTIFIER.replace("003", "004") }), "license-replaced"],
    ["it ends on another day", now({ validTo: "2030-01-01" }), "content-differs"],
    ["it has another number", now({ number: stranger.code }), "content-differs"],
  ] as const)("flags when %s", (_, found, finding) => {
    expect(judge(found)).toBe(finding);
  });

  test("on lists that are old again confirms nothing", () => {
    expect(judgeRecheck(recheckSubject(), now(), { ...context, trustAge: "late" }).state).toBe("flagged");
  });

  test("flags a presented file that is not the library's; the library's own copies may differ", () => {
    expect(judge(now({}, { sm3: "ff" }), { record: presented })).toBe("file-differs");
    expect(judge(now({}, { sm3: "ff" }))).toBe("confirmed");
    const prefetched = license({ identifier: IDENTIFIER, source: "prefetched" });
    expect(judge(now({}, { sm3: "ff" }), { record: prefetched })).toBe("confirmed");
  });

  test("tells the reasons", () => {
    const judged = judgeRecheck(recheckSubject(), now({ status: "revoked" }), context);
    expect(judged).toMatchObject({ reasons: ["status-revoked"] });
  });
});

test("only lists young enough for a plain exemption will do", () => {
  const bands = ["fresh", "aging", "late", "stale", "expired"] as const;
  expect(bands.filter(isTrustReady)).toEqual(["fresh", "aging"]);
});

test("the same license is found by identifier, then by it without its version, then by number", () => {
  const decidedOn = license({ identifier: IDENTIFIER });
  const newer = { identifier: IDENTIFIER.replace("003", "004"), providerLicenseId: "", number: "1" };
  const same = { identifier: IDENTIFIER, providerLicenseId: "", number: "2" };
  const byNumber = { providerLicenseId: "", number: decidedOn.number };
  const other = { identifier: "1.2.156.3005.2.A.B.X.003.D", providerLicenseId: "", number: "3" };
  expect(sameLicense(decidedOn, [newer, byNumber, same])).toBe(same);
  expect(sameLicense(decidedOn, [byNumber, newer])).toBe(newer);
  expect(sameLicense(decidedOn, [other, byNumber])).toBe(byNumber);
  expect(sameLicense(decidedOn, [other])).toBeUndefined();
});

test("the library is asked by a holder's number, the applicant's where it is theirs", () => {
  expect(holderToAsk(recheckSubject())).toEqual(applicant);
  expect(holderToAsk(recheckSubject({ record: license({ holders: [stranger] }) }))).toEqual(stranger);
  expect(holderToAsk(recheckSubject({ record: license({ holders: [{ ...stranger, code: "" }] }) }))).toBeUndefined();
});

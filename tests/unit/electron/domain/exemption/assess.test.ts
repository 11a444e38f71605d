import { describe, expect, test } from "vitest";
import { assessLicense } from "../../../../../electron/domain/exemption/assess.ts";
import { circleOf } from "../../../../../electron/domain/exemption/circle.ts";
import type { MappingOption } from "../../../../../electron/domain/matter/matter.ts";
import {
  applicant,
  assessmentContext,
  held,
  ID_CARD_TYPE,
  license,
  stranger,
  verdict,
} from "../../../../helpers/domain/builders.ts";

const option: MappingOption = { licenseTypes: [ID_CARD_TYPE], holderRole: "applicant", offlineAllowed: true };
const codes = (a: { reasons: readonly { code: string }[] }) => a.reasons.map((reason) => reason.code);

describe("a license exempts", () => {
  test("when type, holder, status, dates and seal are all right", () => {
    expect(assessLicense(license(), verdict(), option, assessmentContext())).toEqual({
      face: "valid",
      reasons: [],
      right: "yes",
    });
  });

  test("with a remark when it runs out within thirty days", () => {
    const result = assessLicense(license({ validTo: "2026-12-20" }), verdict(), option, assessmentContext());
    expect(result).toMatchObject({ face: "valid", right: "yes" });
    expect(codes(result)).toEqual(["expires-soon"]);
  });

  test("with attention when the identifier's check character is wrong", () => {
    const result = assessLicense(license({ identifierCheck: "bad" }), verdict(), option, assessmentContext());
    expect(result).toMatchObject({ face: "attention", right: "yes" });
  });

  test("with attention when the seal's owner is not the issuing authority", () => {
    const result = assessLicense(license(), verdict({ signerName: "另一机构" }), option, assessmentContext());
    expect(codes(result)).toEqual(["issuer-different"]);
  });
});

describe("a license whose signature does not say what it signs", () => {
  const told = verdict({ codes: ["SIGNED_DIGEST_ONLY"] });

  test("exempts with attention when the library delivered it", () => {
    const result = assessLicense(license(), told, option, assessmentContext());
    expect(result).toMatchObject({ face: "attention", right: "yes", reasons: [{ code: "seal-noted" }] });
  });

  test("is for a person to judge when the citizen brought it", () => {
    const brought = license({ source: "presented", status: "unknown" });
    const result = assessLicense(brought, told, option, assessmentContext());
    expect(result).toMatchObject({ face: "unconfirmed", right: "no" });
    expect(result.reasons[0]).toEqual({ code: "seal-unconfirmed", detail: { cause: "SIGNED_DIGEST_ONLY" } });
  });
});

describe("a license does not exempt", () => {
  test.each([
    ["out-of-date", license({ validTo: "2026-11-23" }), verdict(), "invalid"],
    ["not-yet-valid", license({ validFrom: "2026-11-25" }), verdict(), "invalid"],
    ["holder-different", license({ holders: [stranger] }), verdict(), "invalid"],
    ["holder-unknown", license({ holders: [] }), verdict(), "unconfirmed"],
    ["type-different", license({ typeCode: "X" }), verdict(), "invalid"],
    ["status-suspended", license({ status: "suspended" }), verdict(), "invalid"],
    ["status-revoked", license({ status: "revoked" }), verdict(), "invalid"],
    ["status-cancelled", license({ status: "cancelled" }), verdict(), "invalid"],
    ["status-withdrawn", license({ status: "withdrawn" }), verdict(), "invalid"],
    ["status-unknown", license({ status: "unknown" }), verdict(), "unconfirmed"],
    [
      "seal-invalid",
      license(),
      verdict({ indication: "TOTAL_FAILED", decision: "reject", codes: ["REFERENCE_MISMATCH"] }),
      "invalid",
    ],
    ["seal-unconfirmed", license(), verdict({ indication: "INDETERMINATE", decision: "refer" }), "unconfirmed"],
    ["no-seal", license(), verdict({ indication: "NO_SIGNATURE", decision: "reject" }), "not-license"],
    ["sample-license", license(), verdict({ isSample: true }), "not-license"],
  ] as const)("%s", (code, record, judged, face) => {
    const result = assessLicense(record, judged, option, assessmentContext());
    expect(result.right).toBe("no");
    expect(result.face).toBe(face);
    expect(codes(result)).toContain(code);
  });

  test("a sample license exempts in training mode and nowhere else", () => {
    const sample = verdict({ isSample: true });
    expect(assessLicense(license(), sample, option, assessmentContext({ mode: "training" })).right).toBe("yes");
    expect(assessLicense(license(), sample, option, assessmentContext({ mode: "live" })).right).toBe("no");
  });

  test("for an unknown person", () => {
    expect(assessLicense(license(), verdict(), option, assessmentContext({ person: undefined })).right).toBe("no");
  });

  test("when the trust data are too old, whatever else is right", () => {
    const result = assessLicense(license(), verdict(), option, assessmentContext({ trustAge: "expired" }));
    expect(result).toMatchObject({ face: "unconfirmed", right: "no" });
  });

  test("every reason is kept, the worst first", () => {
    const bad = license({ validTo: "2020-01-01", holders: [stranger], identifierCheck: "bad" });
    const judged = verdict({ indication: "TOTAL_FAILED", decision: "reject", codes: ["REFERENCE_MISMATCH"] });
    expect(codes(assessLicense(bad, judged, option, assessmentContext()))).toEqual([
      "seal-invalid",
      "holder-different",
      "out-of-date",
      "identifier-check",
    ]);
  });
});

describe("other holders than the applicant", () => {
  const enterprise: MappingOption = { ...option, holderRole: "enterprise" };
  const company = { name: "样例公司", code: "91320102MA1ABCD034", codeType: "001" } as const;

  test("a company's license counts when it names the applicant as legal representative", () => {
    const record = license({ holders: [company], related: [{ ...applicant, role: "legalRep" }] });
    expect(assessLicense(record, verdict(), enterprise, assessmentContext()).right).toBe("yes");
  });

  test("the same name without a number wants a look", () => {
    const record = license({ holders: [company], related: [{ ...applicant, code: "", role: "legalRep" }] });
    const result = assessLicense(record, verdict(), enterprise, assessmentContext());
    expect(result.face).toBe("attention");
    expect(codes(result)).toEqual(["holder-name-only"]);
  });

  test("a company that does not name the applicant is somebody else's", () => {
    const record = license({ holders: [company], related: [{ ...stranger, role: "legalRep" }] });
    expect(assessLicense(record, verdict(), enterprise, assessmentContext()).right).toBe("no");
  });
});

describe("a presented file", () => {
  const presented = license({ source: "presented", status: "unknown", statusRaw: "" });

  test("exempts with attention, because nobody asked the library for its status", () => {
    const result = assessLicense(presented, verdict(), option, assessmentContext());
    expect(result).toMatchObject({ face: "attention", right: "yes" });
    expect(codes(result)).toEqual(["status-not-checked"]);
  });

  test("does not exempt a high-risk matter on stale lists", () => {
    const context = assessmentContext({ trustAge: "stale", isHighRisk: true });
    expect(assessLicense(presented, verdict(), option, context).right).toBe("no");
    expect(assessLicense(license(), verdict(), option, context).right).toBe("second-confirmation");
  });
});

test("a prefetched license whose signature fits any file counts as the library's: it came from there", () => {
  const open = verdict({ decision: "accept", codes: ["SIGNED_DIGEST_ONLY"] });
  const face = (source: "library" | "presented" | "prefetched") =>
    assessLicense(license({ source }), open, option, assessmentContext()).face;
  expect([face("prefetched"), face("presented")]).toEqual([face("library"), "unconfirmed"]);
});

describe("whom the applicant may act for", () => {
  const company = { name: "样例公司", code: "91320102MA1ABCD034", codeType: "001" } as const;
  const business = held({ typeCode: "B", holders: [company], related: [{ ...applicant, role: "legalRep" }] });
  const vehicle = license({ typeCode: ID_CARD_TYPE, holders: [company] });
  const enterprise: MappingOption = { ...option, holderRole: "enterprise" };

  test("is told by an accepted license that names them, and serves the company's other licenses", () => {
    const circle = circleOf(applicant, [business]);
    expect(circle).toEqual([company]);
    expect(assessLicense(vehicle, verdict(), enterprise, assessmentContext({ circle })).right).toBe("yes");
    expect(assessLicense(vehicle, verdict(), option, assessmentContext({ circle })).right).toBe("no");
  });

  test("is nobody when that license is not accepted, or names somebody else", () => {
    const rejected = held({ ...business.record }, verdict({ decision: "reject", indication: "TOTAL_FAILED" }));
    expect(circleOf(applicant, [rejected])).toEqual([]);
    expect(circleOf(stranger, [business])).toEqual([]);
    expect(circleOf(undefined, [business])).toEqual([]);
  });
});

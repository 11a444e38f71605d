import { describe, expect, test } from "vitest";
import { decide, exemptable } from "../../../../../electron/app/counter/decide.ts";
import type { CaseFile } from "../../../../../electron/domain/case/case-file.ts";
import {
  assessmentContext,
  caseFile,
  held,
  material,
  matter,
  NOW,
  paperMaterial,
  stranger,
} from "../../../../helpers/domain/builders.ts";

const context = { ...assessmentContext(), now: NOW, clerk: "clerk1" };
const file = (change: Partial<CaseFile> = {}) =>
  caseFile({ licenses: [held({ identifier: "1.2.156.3005.2.A.B.C.003.D" })], ...change });
const codeOf = (result: ReturnType<typeof decide>) => (result.ok ? "ok" : result.fault.code);

describe("exempting", () => {
  test("keeps what it rests on, under a key of case, material, license and version", () => {
    const result = decide(file(), { materialId: "m1", kind: "exempted" }, context);
    expect(result.ok && result.value).toMatchObject({
      kind: "exempted",
      licenseId: "l1",
      revision: 1,
      isRecheckRequired: false,
      deliveryKey: "T1-20261124-100000-AAAA:m1:1.2.156.3005.2.A.B.C.003.D:003",
      assessment: { face: "valid" },
    });
  });

  test.each([
    { identifier: "1.2.156.3005.2.A.B.990101199001010019.003.D" },
    { providerLicenseId: "990101199001010019" },
  ])("keeps no person's number in the key, which is not sealed: %j", (change) => {
    const result = decide(caseFile({ licenses: [held(change)] }), { materialId: "m1", kind: "exempted" }, context);
    expect(result.ok && result.value.deliveryKey).toContain("9901**********0019");
    expect(JSON.stringify(result.ok && result.value.deliveryKey)).not.toContain("990101199001010019");
  });

  test("is refused where nothing exempts", () => {
    const others = file({ licenses: [held({ holders: [stranger] })] });
    expect(codeOf(decide(others, { materialId: "m1", kind: "exempted" }, context))).toBe("decision.not-allowed");
    expect(codeOf(decide(caseFile(), { materialId: "m1", kind: "exempted" }, context))).toBe("decision.not-allowed");
    expect(codeOf(decide(file(), { materialId: "nowhere", kind: "exempted" }, context))).toBe("decision.not-allowed");
  });

  test("on a license that was prefetched is marked for a re-check, however young the lists are", () => {
    const prefetched = file({ licenses: [held({ source: "prefetched" })] });
    const result = decide(prefetched, { materialId: "m1", kind: "exempted" }, context);
    expect(result.ok && result.value).toMatchObject({ isRecheckRequired: true, assessment: { face: "valid" } });
  });

  test("on late lists is marked for a re-check, and on stale ones wants a second confirmation", () => {
    const late = decide(file(), { materialId: "m1", kind: "exempted" }, { ...context, trustAge: "late" });
    expect(late.ok && late.value.isRecheckRequired).toBe(true);
    const stale = { ...context, trustAge: "stale" } as const;
    expect(codeOf(decide(file(), { materialId: "m1", kind: "exempted" }, stale))).toBe("decision.second-confirmation");
    expect(codeOf(decide(file(), { materialId: "m1", kind: "exempted", isSecondConfirmation: true }, stale))).toBe(
      "ok",
    );
  });
});

describe("other decisions", () => {
  test("deferral and pledge only where the matter allows them", () => {
    const flexible = file({ matter: matter([material({ deferrable: true, pledgeable: true })]) });
    for (const kind of ["deferred", "pledged"] as const) {
      expect(codeOf(decide(file(), { materialId: "m1", kind }, context))).toBe("decision.not-allowed");
      expect(codeOf(decide(flexible, { materialId: "m1", kind }, context))).toBe("ok");
    }
  });

  test("a refusal and a correction need a reason; a correction is another delivery", () => {
    expect(codeOf(decide(file(), { materialId: "m1", kind: "refused" }, context))).toBe("decision.reason-needed");
    const first = decide(file(), { materialId: "m1", kind: "exempted" }, context);
    const decided = file({ decisions: first.ok ? [first.value] : [] });
    expect(codeOf(decide(decided, { materialId: "m1", kind: "paper-received" }, context))).toBe(
      "decision.reason-needed",
    );
    const second = decide(decided, { materialId: "m1", kind: "paper-received", reason: "群众改交原件" }, context);
    expect(second.ok && second.value).toMatchObject({ revision: 2, kind: "paper-received" });
    expect(second.ok && second.value.deliveryKey).toMatch(/:r2$/);
    expect(second.ok && first.ok && second.value.deliveryKey).not.toBe(first.ok && first.value.deliveryKey);
  });
});

describe("confirm all", () => {
  test("takes what exempts and is undecided, one of each group of alternatives", () => {
    const materials = [
      material(),
      material({ id: "a", orGroup: "g" }),
      material({ id: "b", orGroup: "g" }),
      paperMaterial(),
    ];
    expect(exemptable(file({ matter: matter(materials) }), context).map(({ id }) => id)).toEqual(["m1", "a"]);
    const decided = decide(file(), { materialId: "m1", kind: "exempted" }, context);
    const half = file({ matter: matter(materials), decisions: decided.ok ? [decided.value] : [] });
    expect(exemptable(half, context).map(({ id }) => id)).toEqual(["a"]);
  });
});

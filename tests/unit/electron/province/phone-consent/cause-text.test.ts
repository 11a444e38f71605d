import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { causeText } from "../../../../../electron/province/phone-consent/cause-text.ts";

const SYSTEM = { systemName: "亮证台", callCategory: "0" };
const usage = (useCause: string, name: string, code = "11370800MB285591843370117002011") => ({
  caseNo: "1",
  matter: { code, name, department: "d" },
  useCause,
  operator: { account: "a", name: "n", role: "clerk" },
  licenseTypes: [],
});

describe("causeText", () => {
  test("states system, category, matter and cause", () => {
    expect(JSON.parse(causeText(usage("办件", "登记", "T1"), SYSTEM))).toEqual({
      certificateSystemName: "亮证台",
      certificateCallCategory: "0",
      certificateEventCode: "T1",
      certificateMatterName: "登记",
      certificateCopyCause: "办件",
    });
  });

  test("is valid JSON of at most 200 characters whatever the cause and the name are", () => {
    const anyText = fc.string({ unit: "grapheme", maxLength: 220 });
    fc.assert(
      fc.property(anyText, anyText, (cause, name) => {
        const text = causeText(usage(cause, name), SYSTEM);
        expect(text.length).toBeLessThanOrEqual(200);
        expect(JSON.parse(text).certificateEventCode).toBe("11370800MB285591843370117002011");
      }),
    );
  });

  test("shortens the longer of cause and name first", () => {
    const stated = JSON.parse(causeText(usage("理由".repeat(60), "登记"), SYSTEM));
    expect(stated.certificateMatterName).toBe("登记");
  });
});

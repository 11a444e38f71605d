import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isRealDate, parseCitizenIdNumber } from "../../../../../electron/domain/identifier/citizen-id-number.ts";
import { parseCreditCode } from "../../../../../electron/domain/identifier/credit-code.ts";
import { mod37_36 } from "../../../../../electron/domain/identifier/iso7064.ts";
import { parseLicenseIdentifier } from "../../../../../electron/domain/identifier/license-identifier.ts";
import { parseTaskCode } from "../../../../../electron/domain/identifier/task-code.ts";
import { checkVehicleNumber } from "../../../../../electron/domain/identifier/vehicle-number.ts";

describe("公民身份号码 (GB 11643)", () => {
  test("the standard's two sample numbers are read with birth and sex", () => {
    expect(parseCitizenIdNumber("11010519491231002x", "2026-11-24")).toMatchObject({
      ok: true,
      value: { number: "11010519491231002X", birth: "1949-12-31", sex: "female", kind: "citizen" },
    });
    expect(parseCitizenIdNumber("440524188001010014", "2026-11-24")).toMatchObject({
      ok: true,
      value: { sex: "male" },
    });
  });

  test("every wrong check character is refused", () => {
    for (const last of "0123456789X") {
      const result = parseCitizenIdNumber(`11010519491231002${last}`, "2026-11-24");
      expect(result.ok).toBe(last === "X");
    }
  });

  test("a date that does not exist or lies in the future is refused as a date", () => {
    // Right check characters over wrong dates, made by hand.
    expect(parseCitizenIdNumber(withCheck("99010120230229001"), "2026-11-24")).toMatchObject({ problem: "date" });
    expect(parseCitizenIdNumber(withCheck("99010120270101001"), "2026-11-24")).toMatchObject({ problem: "date" });
  });

  test("anything at all is answered and never throws", () => {
    fc.assert(fc.property(fc.string(), (text) => typeof parseCitizenIdNumber(text, "2026-11-24").ok === "boolean"));
  });

  test("leap days follow the Gregorian rule", () => {
    expect([isRealDate("2000-02-29"), isRealDate("1900-02-29"), isRealDate("2024-02-29")]).toEqual([true, false, true]);
  });
});

function withCheck(seventeen: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(seventeen[index]), 0);
  return seventeen + "10X98765432"[sum % 11];
}

describe("统一社会信用代码 (GB 32100)", () => {
  test("worked examples pass without a warning", () => {
    expect(parseCreditCode("91350100M000100Y43")?.warnings).toEqual([]);
    expect(parseCreditCode("91320102MA1ABCD034")?.warnings).toEqual([]);
  });

  test("a wrong check character is a warning, because some early codes are like that", () => {
    expect(parseCreditCode("91350100M000100Y44")?.warnings).toEqual(["check-character"]);
  });

  test("letters outside the alphabet are no code", () => {
    expect(parseCreditCode("91350100I000100Y43")).toBeUndefined();
  });
});

describe("电子证照标识 (GB/T 36904)", () => {
  test("ISO 7064 MOD 37,36 gives the standard's sample character", () => {
    expect(mod37_36("A12425GABC1234002")).toBe("M");
  });

  test.each([
    ["1.2.156.3005.2.11100000MB0143028R001.11320100MB1234562T.SYN000000001.001.D", "ok"],
    ["1.2.156.3005.2.11100000000019713D008.1132068201400001XM.320682000123.002.F", "ok"],
    ["1.2.156.3005.2.11100000000019713D008.1132068201400001XM.320682000123.002.G", "bad"],
  ])("%s has check %s", (text, check) => {
    expect(parseLicenseIdentifier(text)?.check).toBe(check);
  });

  test("a wrong check character still gives the parts", () => {
    const parsed = parseLicenseIdentifier("1.2.156.3005.2.11100000000019713D008.1132068201400001XM.320682000123.002.G");
    expect(parsed).toMatchObject({ typeCode: "11100000000019713D008", version: "002", serial: "320682000123" });
  });

  test("an identifier of the legal-documents tree is not a license's", () => {
    expect(parseLicenseIdentifier("1.2.156.3005.6.11100000000019713D008.1132068201400001XM.1.002.F")).toBeUndefined();
  });
});

describe("车辆识别代号 (GB 16735)", () => {
  test("worked examples", () => {
    expect(checkVehicleNumber("1M8GDM9AXKP042788")).toBe("ok");
    expect(checkVehicleNumber("LFV2A21K073012345")).toBe("ok");
    expect(checkVehicleNumber("LFV2A21K173012345")).toBe("bad");
    expect(checkVehicleNumber("旧车号")).toBeUndefined();
  });
});

describe("事项实施编码", () => {
  test("31 characters with a valid body are an implementation code", () => {
    expect(parseTaskCode("11370800MB285591843370117002011")).toEqual({
      code: "11370800MB285591843370117002011",
      form: "implementation",
      warnings: [],
    });
  });

  test("33 characters are a handling item, other lengths legacy with a warning", () => {
    expect(parseTaskCode("1131000068735121X0231010032700001")?.form).toBe("handling-item");
    expect(parseTaskCode("12345678901234567890123456")).toMatchObject({ form: "legacy", warnings: ["length"] });
  });
});

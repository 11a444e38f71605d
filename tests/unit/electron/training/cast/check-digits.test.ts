/** The numbers of the whole cast, checked with formulas of this file's own (domain.md §6), not with the code that made them. */
import { describe, expect, test } from "vitest";
import { AGENCIES } from "../../../../../electron/training/cast/agencies.ts";
import { creditCode, identifierCheck, vehicleNumber } from "../../../../../electron/training/cast/check-digits.ts";
import { ENTERPRISES } from "../../../../../electron/training/cast/enterprises.ts";
import { LICENSES } from "../../../../../electron/training/cast/library.ts";
import { LICENSE_TYPES } from "../../../../../electron/training/cast/license-types.ts";
import { PERSONS } from "../../../../../electron/training/cast/persons.ts";
import { MATTERS } from "../../../../../electron/training/matters/matter-list.ts";

function isCitizenNumber(number: string): boolean {
  if (!/^\d{17}[\dX]$/.test(number)) return false;
  // ISO 7064 MOD 11-2, digit by digit: an independent form of the weighted sum.
  let rest = 0;
  for (const character of number) rest = (rest * 2 + (character === "X" ? 10 : Number(character))) % 11;
  return rest === 1;
}

function isOrganizationCode(code: string): boolean {
  const weights = [3, 7, 9, 10, 5, 8, 4, 2, 1];
  const sum = [...code].reduce((total, c, at) => {
    const value = at === 8 && c === "X" ? 10 : Number.parseInt(c, 36);
    return total + value * weights[at]!;
  }, 0);
  return sum % 11 === 0;
}

function isCreditCode(code: string): boolean {
  const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  if (code.length !== 18 || [...code].some((c) => !alphabet.includes(c))) return false;
  let power = 1;
  let sum = 0;
  for (const c of code) {
    sum += alphabet.indexOf(c) * power;
    power = (power * 3) % 31;
  }
  // The 18th weight is 3^17 mod 31 = 22; the standard adds the check value with weight 1 instead.
  sum -= alphabet.indexOf(code[17]!) * 21;
  return sum % 31 === 0 && isOrganizationCode(code.slice(8, 17));
}

function isMod37x36(text: string): boolean {
  let product = 36;
  const body = text.slice(0, -1);
  for (const c of body) {
    let sum = (product + Number.parseInt(c, 36)) % 36;
    if (sum === 0) sum = 36;
    product = (sum * 2) % 37;
  }
  return (product + Number.parseInt(text.slice(-1), 36)) % 36 === 1;
}

function isVehicleNumber(vin: string): boolean {
  const groups = ["AJ", "BKS", "CLT", "DMU", "ENV", "FW", "GPX", "HY", "RZ"];
  const weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
  const sum = [...vin].reduce((total, c, at) => {
    const value = /\d/.test(c) ? Number(c) : groups.findIndex((group) => group.includes(c)) + 1;
    return total + value * weights[at]!;
  }, 0);
  return vin.length === 17 && (sum % 11 === 10 ? "X" : String(sum % 11)) === vin[8];
}

describe("the formulas of this test", () => {
  test("accept the sample numbers of the standards", () => {
    expect(isCitizenNumber("11010519491231002X")).toBe(true);
    expect(isCreditCode("91350100M000100Y43")).toBe(true);
    expect(isMod37x36("A12425GABC1234002M")).toBe(true);
    expect(isVehicleNumber("1M8GDM9AXKP042788")).toBe(true);
  });

  test("refuse a changed digit", () => {
    // Wrong check digit on purpose.
    expect(isCitizenNumber("110105194912310021")).toBe(false);
    expect(isCreditCode("91350100M000100Y44")).toBe(false);
    expect(isMod37x36("A12425GABC1234002N")).toBe(false);
    expect(isVehicleNumber("1M8GDM9A1KP042788")).toBe(false);
  });
});

describe("numbers of the cast", () => {
  test.each(Object.values(PERSONS))("$name has a whole citizen number of an unused division", (person) => {
    expect(isCitizenNumber(person.number)).toBe(true);
    expect(person.number.slice(0, 2)).toBe("99");
    expect(person.number.slice(6, 14)).toBe(person.birth.replaceAll("-", ""));
    expect(Number(person.number[16]) % 2 === 1 ? "男" : "女").toBe(person.sex);
  });

  test("no two people or bodies share a number", () => {
    const numbers = [
      ...Object.values(PERSONS).map((one) => one.number),
      ...Object.values(ENTERPRISES).map((one) => one.code),
      ...Object.values(AGENCIES).map((one) => one.code),
    ];
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  test.each([...Object.values(ENTERPRISES), ...Object.values(AGENCIES)])(
    "$name has a whole credit code",
    ({ code }) => {
      expect(isCreditCode(code)).toBe(true);
      expect(code.slice(2, 4)).toBe("99");
    },
  );

  test.each(Object.values(LICENSE_TYPES))(
    "$name has a type code that begins with a credit code",
    ({ certTypeCode }) => {
      expect(certTypeCode).toMatch(/^[0-9A-Z]{21}$/);
      expect(isCreditCode(certTypeCode.slice(0, 18))).toBe(true);
    },
  );

  test("every license identifier has the national form and its check character", () => {
    for (const { identifier } of LICENSES) {
      const form = /^1\.2\.156\.3005\.2\.([0-9A-Z]{21})\.([0-9A-Z]{6,18})\.([0-9A-Z]{1,40})\.(\d{3})\.([0-9A-Z])$/.exec(
        identifier,
      );
      expect(form, identifier).not.toBeNull();
      expect(isMod37x36(form!.slice(1).join("")), identifier).toBe(true);
    }
  });

  test("every vehicle has a whole identification number", () => {
    const vehicles = LICENSES.filter((license) => license.typeId === "vehicleLicense");
    expect(vehicles.length).toBeGreaterThan(0);
    for (const { face } of vehicles) expect(isVehicleNumber(face["车辆识别代号"]!)).toBe(true);
  });

  test.each(Object.values(MATTERS))("$taskName has a task code of 31 characters", ({ taskCode, catalogCode }) => {
    expect(taskCode).toMatch(/^[0-9A-Z]{18}\d\d{12}$/);
    expect(isCreditCode(taskCode.slice(0, 18))).toBe(true);
    expect(taskCode.slice(19)).toBe(catalogCode);
  });
});

describe("check digits", () => {
  test("agree with the worked examples of the reference", () => {
    expect(creditCode("91", "320102", "MA1ABCD0")).toBe("91320102MA1ABCD034");
    expect(identifierCheck("11100000MB0143028R00111320100MB1234562TSYN000000001001")).toBe("D");
    expect(vehicleNumber("LFV2A21K973012345")).toBe("LFV2A21K073012345");
  });
});

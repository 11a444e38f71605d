import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCitizenIdNumber } from "../../../../electron/domain/identifier/citizen-id-number.ts";
import { parseCreditCode } from "../../../../electron/domain/identifier/credit-code.ts";
import { mod37_36 } from "../../../../electron/domain/identifier/iso7064.ts";
import { parseLicenseIdentifier } from "../../../../electron/domain/identifier/license-identifier.ts";
import { createStandIns } from "../../../../native-devices/diagnostics/stand-in.ts";

const seeded = (seed: number) => {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
};
const standIn = (text: string, seed = 7) => createStandIns(seeded(seed))(text);

describe("checks stay right where they were right, and wrong where they were wrong", () => {
  test.each([1, 2, 3, 4, 5])("of a number of a person (%i)", (seed) => {
    const right = standIn("11010519491231002X", seed);
    expect(right).not.toBe("11010519491231002X");
    expect(parseCitizenIdNumber(right, "2026-01-01").ok).toBe(true);
    // Wrong check digit on purpose.
    expect(parseCitizenIdNumber(standIn("110105194912310021", seed), "2026-01-01")).toMatchObject({
      problem: "check-digit",
    });
  });

  test.each([1, 2, 3, 4, 5])("of a credit code (%i)", (seed) => {
    const other = standIn("91350100M000100Y43", seed);
    expect([other === "91350100M000100Y43", parseCreditCode(other)?.warnings]).toEqual([false, []]);
  });

  test.each([1, 2, 3])("of a license identifier, whose kind and issuer stay (%i)", (seed) => {
    const type = "110000000000022000100";
    const issuer = "91110101MA0000000A";
    const check = mod37_36(`${type}${issuer}ABC123001`);
    const right = parseLicenseIdentifier(standIn(`1.2.156.3005.2.${type}.${issuer}.ABC123.001.${check}`, seed));
    expect(right).toMatchObject({ typeCode: type, issuerCode: issuer, version: "001", check: "ok" });
    expect(right?.serial).not.toBe("ABC123");
    const bad = check === "A" ? "B" : "A";
    const wrong = parseLicenseIdentifier(standIn(`1.2.156.3005.2.${type}.${issuer}.ABC123.001.${bad}`, seed));
    expect(wrong?.check).toBe("bad");
  });

  test("of an article number", () => {
    const other = standIn("6901234567892");
    const sum = [...other].reduce((total, digit, at) => total + Number(digit) * (at % 2 ? 3 : 1), 0);
    expect(sum % 10).toBe(0);
  });
});

test("the same word gets the same stand-in", () => {
  const [a, b, c] = standIn("ZHANGSAN13800138000 x ZHANGSAN13800138000").split(" ");
  expect([a === c, b?.length]).toEqual([true, 1]);
});

test("length, kinds of characters and everything that is no word stay", () => {
  const kinds = (text: string) => text.replace(/\d/g, "0").replace(/[A-Z]/g, "A").replace(/[a-z]/g, "a");
  fc.assert(
    fc.property(fc.string({ unit: "binary-ascii" }), fc.integer({ min: 1, max: 1000 }), (text, seed) => {
      fc.pre(!/\d{17}[\dXx]/.test(text));
      expect(kinds(standIn(text, seed))).toBe(kinds(text));
    }),
  );
});

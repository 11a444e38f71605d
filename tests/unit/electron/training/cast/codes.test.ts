import { describe, expect, test } from "vitest";
import { CODE_FAMILIES, codesOf, holderOfCode } from "../../../../../electron/training/cast/codes.ts";
import { PERSON_IDS } from "../../../../../electron/training/cast/persons.ts";

const PATTERNS = {
  "service-code": /^SFM[A-Z2-7]{37}$/,
  "phone-consent": /^\d{10}$/,
  "license-app": /^(https:\/\/ysm\.sample\.invalid\/code\?c=|YSM)[A-Z2-7]{24}$/,
};

const everyCode = PERSON_IDS.flatMap((personId) => codesOf(personId).map((code) => ({ personId, ...code })));

describe("service codes", () => {
  test("follow the pattern of their family", () => {
    for (const { family, text } of everyCode) expect(text).toMatch(PATTERNS[family]);
  });

  test("belong to one person each", () => {
    expect(new Set(everyCode.map((code) => code.text)).size).toBe(everyCode.length);
  });

  test("lead back to their person, in their own family only", () => {
    for (const { personId, family, text, state } of everyCode) {
      expect(holderOfCode(family, text)).toEqual({ personId, state });
      for (const other of CODE_FAMILIES) if (other !== family) expect(holderOfCode(other, text)).toBeUndefined();
    }
  });

  test("may come URL-encoded or as the bare token of an address", () => {
    const url = codesOf("everything").find((code) => code.family === "license-app")!.text;
    expect(holderOfCode("license-app", encodeURIComponent(url))?.personId).toBe("everything");
    expect(holderOfCode("license-app", url.split("c=")[1]!)?.personId).toBe("everything");
  });

  test("the default person has one of every family", () => {
    expect(codesOf("everything").map((code) => code.family)).toEqual([...CODE_FAMILIES]);
  });

  test("a child has none", () => {
    expect(codesOf("newborn")).toEqual([]);
  });
});

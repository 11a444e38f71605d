/** Every code, face, reason, action and check has its words in both languages. */
import { describe, expect, test } from "vitest";
import { AUDIT_ACTIONS } from "../../../../electron/domain/audit/audit-entry.ts";
import { REASONS } from "../../../../electron/domain/exemption/reason.ts";
import { FAULTS, type FaultCode } from "../../../../electron/domain/fault.ts";
import { FACES } from "../../../../electron/domain/verdict/verdict.ts";
import { CODES, DOCUMENT_CHECKS, SIGNATURE_CHECKS } from "../../../../electron/seal/codes.ts";
import { STRINGS } from "../../../../renderer/strings/language.ts";

const codes = Object.keys(FAULTS) as FaultCode[];

describe.each(["zh", "en"] as const)("the strings in %s", (language) => {
  const strings = STRINGS[language];

  test.each(codes)("say what, why and what to do for the fault %s", (code) => {
    const { what, why, next, nextForAdministrator = "-" } = strings.faults[code];
    for (const sentence of [what, why, next, nextForAdministrator]) expect(sentence.trim()).not.toBe("");
  });

  test.each(Object.keys(REASONS))("say it short, why and what to do for the reason %s", (code) => {
    const text = strings.reasons[code];
    expect(text?.short.trim()).toBeTruthy();
    expect(text?.why({}).trim()).toBeTruthy();
    expect(text?.next.trim()).toBeTruthy();
  });

  test.each(FACES)("name the face %s, in full and in short", (face) => {
    expect(strings.words.faces[face].trim()).not.toBe("");
    expect(strings.words.shortFaces[face].trim()).not.toBe("");
  });

  test.each(AUDIT_ACTIONS)("name the audited action %s", (action) => {
    expect(strings.words.audit[action].trim()).not.toBe("");
  });

  test.each(CODES)("explain the verdict code %s", (code) => {
    expect(strings.codes[code]?.trim()).toBeTruthy();
  });

  test.each([...DOCUMENT_CHECKS, ...SIGNATURE_CHECKS])("ask the question of the check %s", (id) => {
    expect(strings.checks[id]).toMatch(language === "zh" ? /？$/ : /\?$/);
  });

  test("leave no sentence empty and none undefined", () => {
    expect(emptyPaths(strings, "")).toEqual([]);
  });
});

describe("the two languages", () => {
  test("have the same sentences", () => {
    expect(pathsOf(STRINGS.en, "")).toEqual(pathsOf(STRINGS.zh, ""));
  });

  test("keep Chinese out of the English table", () => {
    const chinese = textsOf(STRINGS.en).filter((text) => /[\u4e00-\u9fff]/.test(text) && text !== "中文");
    expect(chinese).toEqual([]);
  });

  test("write Chinese with Chinese punctuation", () => {
    const halfWidth = textsOf(STRINGS.zh).filter((text) =>
      /[\u4e00-\u9fff][,;:?!()]|[,;:?!()][\u4e00-\u9fff]/.test(text),
    );
    expect(halfWidth).toEqual([]);
  });
});

/** What `items` means in Chinese has no word in English. */
const MAY_BE_EMPTY = new Set([".status.items"]);

function emptyPaths(value: unknown, path: string): readonly string[] {
  if (typeof value === "string") return value.trim() === "" && !MAY_BE_EMPTY.has(path) ? [path] : [];
  if (typeof value !== "object" || value === null) return value === undefined ? [path] : [];
  return Object.entries(value).flatMap(([key, inner]) => emptyPaths(inner, `${path}.${key}`));
}

/** Lists differ in length where languages differ in words; their names must agree. */
function pathsOf(value: unknown, path: string): readonly string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [path];
  return Object.entries(value)
    .flatMap(([key, inner]) => pathsOf(inner, `${path}.${key}`))
    .filter((one) => !one.includes("nextForAdministrator"))
    .sort();
}

function textsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "function") return [String((value as (...all: unknown[]) => unknown)(1, 2, 3))];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}

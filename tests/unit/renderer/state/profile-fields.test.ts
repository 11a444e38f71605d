import { describe, expect, test } from "vitest";
import { listProfiles, loadProfile, readProfileText } from "../../../../native-devices/profiles/loader.ts";
import {
  fieldsOf,
  type JsonObject,
  PROFILE_FIELDS,
  parseProfileText,
  readWritten,
  valueAt,
  withValue,
  writeValue,
} from "../../../../renderer/state/profile-fields.ts";
import { STRINGS } from "../../../../renderer/strings/language.ts";
import { problemText } from "../../../../renderer/strings/profile-problem.ts";

/** What a profile is, not how it is set. */
const FIXED = ["schema", "kind", "transport.type"];

function shipped(id: string): JsonObject {
  const loaded = loadProfile(id);
  if (!loaded.ok) throw new Error(id);
  return JSON.parse(JSON.stringify(loaded.profile)) as JsonObject;
}

function leaves(value: JsonObject, above = ""): string[] {
  return Object.entries(value).flatMap(([key, inner]) => {
    const path = above + key;
    const isObject = typeof inner === "object" && inner !== null && !Array.isArray(inner);
    return isObject && !PROFILE_FIELDS.some((field) => field.path === path)
      ? leaves(inner as JsonObject, `${path}.`)
      : [path];
  });
}

describe("the fields of a profile", () => {
  test.each(listProfiles().map(({ id }) => id))("%s: everything in it can be filled in", (id) => {
    const profile = shipped(id);
    const paths: readonly string[] = fieldsOf(profile).map(({ path }) => path);
    expect(leaves(profile).filter((path) => !paths.includes(path) && !FIXED.includes(path))).toEqual([]);
  });

  test.each(listProfiles().map(({ id }) => id))("%s: what is written back unchanged stays the same", (id) => {
    const profile = shipped(id);
    const again = fieldsOf(profile).reduce((sum, { path, control }) => {
      const value = valueAt(sum, path);
      const isWritten = ["text", "number", "numbers", "json"].includes(control.kind);
      if (value === undefined || !isWritten) return sum;
      return withValue(sum, path, readWritten(control.kind, writeValue(control.kind, value)));
    }, profile);
    expect(again).toEqual(profile);
  });

  test.each(listProfiles().map(({ id }) => id))("%s: every value to choose from is offered", (id) => {
    const profile = shipped(id);
    const missing = fieldsOf(profile).filter(({ path, control }) => {
      if (!("options" in control)) return false;
      const value = valueAt(profile, path);
      const values = Array.isArray(value) ? value : [value];
      return values.some((one) => one !== undefined && !control.options.includes(one as string));
    });
    expect(missing.map(({ path }) => path)).toEqual([]);
  });

  test("an absent one is offered where it fits, and gone where it does not", () => {
    const paths = (id: string) => fieldsOf(shipped(id)).map(({ path }) => path);
    expect(paths("hid-scanner")).toContain("transport.prepare");
    expect(paths("serial-scanner-9600")).not.toContain("transport.prepare");
    expect(paths("sdt-serial-115200")).not.toContain("commands");
  });

  test("a value goes in and comes out without touching its neighbours", () => {
    const before = { framing: { idleMs: 100, maxBytes: 4096 }, name: "扫码枪" };
    expect(withValue(before, "framing.idleMs", 50)).toEqual({ ...before, framing: { idleMs: 50, maxBytes: 4096 } });
    expect(withValue(before, "framing.idleMs", undefined)).toEqual({ ...before, framing: { maxBytes: 4096 } });
    expect(before.framing.idleMs).toBe(100);
  });

  test.each([
    ["number", "12a", undefined],
    ["number", " 120 ", 120],
    ["numbers", "500，1000, 2000", [500, 1000, 2000]],
    ["numbers", "500; 1", undefined],
    ["json", "[{", undefined],
    ["text", "", ""],
  ] as const)("a %s written as “%s” is read", (kind, written, expected) => {
    expect(readWritten(kind, written)).toEqual(expected);
  });

  test.each(["", "[]", '"a"', "{"])("“%s” is no profile", (text) => {
    expect(parseProfileText(text)).toBeUndefined();
  });
});

/** The checker's own words, so that a change of them shows here. */
test.each([
  [["framing.idelMs", 5], "没有这一项设置，请检查拼写"],
  [["framing.idleMs", undefined], "缺少这一项"],
  [["framing.idleMs", 5], "太小，至少 20"],
  [["framing.idleMs", 9_000], "太大，至多 2000"],
  [["framing.idleMs", "long"], "应当是数字"],
  [["encoding", "utf8"], "不是可选的值"],
  [["framing.prefix", "0G"], "应当是成对的小写十六进制，用空格隔开"],
] as const)("%j is told in Chinese", ([path, value], said) => {
  const read = readProfileText(JSON.stringify(withValue(shipped("serial-scanner-9600"), path, value)));
  expect(read.ok ? [] : read.problems.map(({ message }) => problemText(message, STRINGS.zh))).toEqual([said]);
});

import { describe, expect, test } from "vitest";
import { familiesOf, hasHalfWidthLatin, isBoldByName } from "../../../../../electron/drawing/fonts/font-families.ts";

const named = (fontName?: string, isFixedWidth = false) => ({ fontName, familyName: undefined, isFixedWidth });

describe("stand-ins for fonts by name", () => {
  test.each([
    ["宋体", "SimSun", "Noto Serif CJK SC"],
    ["SimSun", "宋体", "Noto Serif CJK SC"],
    ["仿宋_GB2312", "FangSong", "Noto Serif CJK SC"],
    ["KaiTi", "楷体", "Noto Serif CJK SC"],
    ["黑体", "SimHei", "Noto Sans CJK SC"],
    ["方正小标宋简体", "FZXiaoBiaoSong-B05S", "Noto Serif CJK SC"],
    ["Courier New", "Liberation Mono", "Noto Sans Mono CJK SC"],
    ["ABCDEF+SimHei", "黑体", "Noto Sans CJK SC"],
    ["TimesNewRomanPSMT", "Times New Roman", "Noto Serif CJK SC"],
  ])("%s", (name, sister, fallback) => {
    const families = familiesOf(named(name));
    expect(families).toContain(sister);
    expect(families).toContain(fallback);
  });

  test("the file's own name comes first, without the tag of a subset", () => {
    expect(familiesOf(named("ABCDEF+Foo"))[0]).toBe("Foo");
  });

  test("小标宋 and 仿宋 are not taken for 宋体", () => {
    expect(familiesOf(named("小标宋体"))).not.toContain("SimSun");
    expect(familiesOf(named("仿宋"))).not.toContain("SimSun");
  });

  test("every list ends in a generic family", () => {
    for (const name of ["宋体", "黑体", "Courier", "Arial", "隶书", "???", undefined]) {
      expect(["serif", "sans-serif", "monospace"]).toContain(familiesOf(named(name)).at(-1));
    }
    expect(familiesOf(named("Foo", true)).at(-1)).toBe("monospace");
  });

  test("a name that could leave its quotes in a style sheet is not used", () => {
    for (const name of ['a"; src: url(x)', "a\\b", "a\nb", "{}", "x".repeat(200)]) {
      expect(familiesOf(named(name))[0]).toBe("Noto Serif CJK SC");
    }
  });
});

test("bold is told by the name", () => {
  expect([isBoldByName("Arial,Bold"), isBoldByName("TimesNewRomanPS-BoldMT"), isBoldByName("宋体")]).toEqual([
    true,
    true,
    false,
  ]);
});

test("classic Chinese faces have half-width Latin, modern and western ones do not", () => {
  expect(
    ["宋体", "SimHei", "仿宋_GB2312", "微软雅黑", "Arial", "Noto Sans CJK SC"].map((n) => hasHalfWidthLatin(named(n))),
  ).toEqual([true, true, true, false, false, false]);
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { visible, visibleJson, visibleLines } from "../../../../electron/domain/visible.ts";

const HOSTILE = "市局\u001b[2J\u009b2J\u202egnp\u2066\u200b\u{e0041}\u3164\r\n通过";

test("a name neither acts on a terminal nor hides, nor turns what follows it", () => {
  expect(visible(HOSTILE)).toBe("市局\uFFFD[2J\uFFFD2J\uFFFDgnp\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD 通过");
  expect(visibleLines("一\n二\u001b")).toBe("一\n二\uFFFD");
});

test("names as people have them stay as they are", () => {
  const name = "𠮷野家·葛\u{e0100}城区 (测试) ﷼ é";
  expect(visible(name)).toBe(name);
});

test("JSON says the same, in what can be seen", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const line = visibleJson({ text: text + HOSTILE });
      expect(line).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
      expect(JSON.parse(line)).toEqual({ text: text + HOSTILE });
    }),
  );
});

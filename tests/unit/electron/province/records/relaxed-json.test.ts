import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readRelaxedJson } from "../../../../../electron/province/records/relaxed-json.ts";

describe("readRelaxedJson", () => {
  test("reads strict JSON as the engine does", () => {
    expect(readRelaxedJson('{"ZZMC":"营业执照","n":1}')).toEqual({ ZZMC: "营业执照", n: 1 });
  });

  test("reads single-quoted JSON", () => {
    expect(readRelaxedJson("{'ZZMC':'结婚证', 'YXQ': ['2020-01-01', '长期']}")).toEqual({
      ZZMC: "结婚证",
      YXQ: ["2020-01-01", "长期"],
    });
  });

  test("keeps a quote inside a text that no separator follows", () => {
    expect(readRelaxedJson("{'CYRMC':'O'Brien','N':'5'}")).toEqual({ CYRMC: "O'Brien", N: "5" });
  });

  test("keeps double quotes inside single quotes", () => {
    expect(readRelaxedJson(`{'MC':'"盛"号'}`)).toEqual({ MC: '"盛"号' });
  });

  test("reads bare keys, trailing commas and the words of other languages", () => {
    expect(readRelaxedJson("{法人: 'A', b: None, c: True, d: -1.5e2,}")).toEqual({
      法人: "A",
      b: null,
      c: true,
      d: -150,
    });
  });

  test("understands escapes", () => {
    expect(readRelaxedJson("{'a':'x\\'y\\u4e2d\\n\\\\'}")).toEqual({ a: "x'y中\n\\" });
  });

  test("keeps a dangerous key as a plain own key", () => {
    const read = readRelaxedJson("{'__proto__':{'polluted':'yes'}}");
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
    expect(Object.keys(read as object)).toEqual(["__proto__"]);
  });

  test.each(["", "   ", "{'a':'b'", "{'a' 'b'}", "{'a':}", "营业执照", "{'a':'b'} rest", "[1,2"])(
    "answers undefined for %j",
    (text) => {
      expect(readRelaxedJson(text)).toBeUndefined();
    },
  );

  test("answers undefined for text nested too deep instead of overflowing", () => {
    expect(readRelaxedJson(`${"{'a':".repeat(5000)}1${"}".repeat(5000)}`)).toBeUndefined();
  });

  test("never throws on any text", () => {
    const noise = fc.oneof(
      fc.string(),
      fc
        .array(fc.constantFrom("{", "}", "[", "]", "'", '"', ":", ",", "\\", "u4e2d", "a", " ", "1", "None"))
        .map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(noise, (text) => void readRelaxedJson(text)),
      { numRuns: 2000 },
    );
  });

  test("reads back every object that was written with single quotes", () => {
    const words = fc.string({ unit: fc.constantFrom("甲", "乙", "A", "1", " ", "-", ".", "(") });
    fc.assert(
      fc.property(fc.dictionary(words, words), (object) => {
        const text = `{${Object.entries(object)
          .map(([key, value]) => `'${key}':'${value}'`)
          .join(",")}}`;
        expect(readRelaxedJson(text)).toEqual({ ...object });
      }),
    );
  });
});

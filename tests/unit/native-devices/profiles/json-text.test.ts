import fc from "fast-check";
import { expect, test } from "vitest";
import { readJsonText } from "../../../../native-devices/profiles/json-text.ts";

test("says where members and items stand, and the nearest one above where there is none", () => {
  const json = readJsonText('{\n  "a": [1, {"b": null}],\n  "c": 2\n}');
  if (!json.ok) throw new Error(json.message);
  expect(json.value).toEqual({ a: [1, { b: null }], c: 2 });
  expect(json.positionOf([])).toEqual({ line: 1, column: 1 });
  expect(json.positionOf(["a", 1])).toEqual({ line: 2, column: 12 });
  expect(json.positionOf(["a", 1, "b"])).toEqual({ line: 2, column: 13 });
  expect(json.positionOf(["a", 1, "x", "y"])).toEqual({ line: 2, column: 12 });
  expect(json.positionOf(["c"])).toEqual({ line: 3, column: 3 });
});

test.each([
  ["", 1, 1],
  ["{", 1, 2],
  ["[1,]", 1, 4],
  ["{} x", 1, 4],
  ["{\n'a': 1}", 2, 1],
  ['{"a" 1}', 1, 6],
  ['"\n"', 1, 1],
  ["[".repeat(40), 1, 34],
])("%j is refused where it goes wrong", (text, line, column) => {
  expect(readJsonText(text)).toMatchObject({ ok: false, position: { line, column } });
});

test("takes exactly what JSON.parse takes", () => {
  fc.assert(
    fc.property(fc.oneof(fc.json({ maxDepth: 4, noUnicodeString: false }), fc.string()), (text) => {
      let expected: unknown;
      let isGood = true;
      try {
        expected = JSON.parse(text);
      } catch {
        isGood = false;
      }
      const read = readJsonText(text);
      if (!isGood) expect(read.ok).toBe(false);
      else if (read.ok) expect(read.value).toEqual(expected);
      else expect(read.message).toContain("stands twice");
    }),
  );
});

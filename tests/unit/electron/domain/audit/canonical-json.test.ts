import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "../../../../../electron/domain/audit/canonical-json.ts";

test("keys are sorted at every level and absent ones left out", () => {
  expect(canonicalJson({ b: { z: 1, a: [3, { y: 1, x: 2 }] }, a: undefined, A: "中" })).toBe(
    '{"A":"中","b":{"a":[3,{"x":2,"y":1}],"z":1}}',
  );
});

test("it is JSON of the same value", () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => JSON.stringify(JSON.parse(canonicalJson(value))) !== undefined));
});

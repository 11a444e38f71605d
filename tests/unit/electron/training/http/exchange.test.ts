import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson } from "../../../../../electron/training/http/exchange.ts";

describe("canonical JSON", () => {
  test("sorts keys by code unit at every level and has no white space", () => {
    expect(canonicalJson({ b: 1, a: { d: [true, null], c: "样" }, B: 2 })).toBe(
      '{"B":2,"a":{"c":"样","d":[true,null]},"b":1}',
    );
  });

  test("leaves out absent values", () => {
    expect(canonicalJson({ a: undefined, b: 0 })).toBe('{"b":0}');
  });

  test("is the same for every order of keys and parses to the same value", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        const canonical = canonicalJson(value);
        expect(canonicalJson(turned)).toBe(canonical);
        expect(JSON.parse(canonical)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

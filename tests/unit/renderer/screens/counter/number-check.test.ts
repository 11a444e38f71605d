/** What can be told of a number while it is typed. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { numberCheck } from "../../../../../renderer/screens/counter/number-check.ts";

describe("a number", () => {
  test.each([
    ["", "unfinished"],
    ["9901", "unfinished"],
    ["99012319880612017", "unfinished"],
    ["990123198806120171", "right"],
    [" 990123198806120171 ", "right"],
    // Wrong check digit on purpose.
    ["990123198806120172", "wrong"],
    ["E12345678", "unchecked"],
    ["9901231988061201711", "wrong"],
  ])("%j is %s", (text, answer) => {
    expect(numberCheck(text)).toBe(answer);
  });

  test("of any kind gets an answer", () => {
    fc.assert(
      fc.property(fc.string(), (text) => ["unfinished", "right", "wrong", "unchecked"].includes(numberCheck(text))),
    );
  });
});

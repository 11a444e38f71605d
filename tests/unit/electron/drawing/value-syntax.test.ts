import { describe, expect, test } from "vitest";
import {
  readAlpha,
  readBox,
  readFlag,
  readNumber,
  readNumbers,
  readPosition,
} from "../../../../electron/drawing/value-syntax.ts";

describe("numbers of an OFD attribute", () => {
  test.each([
    ["1", 1],
    [" -2.5 ", -2.5],
    [".5", 0.5],
    ["3.", 3],
    ["1e2", 100],
    ["69.99999999999999", 69.99999999999999],
  ])("%s is read", (text, value) => {
    expect(readNumber(text)).toBe(value);
  });

  test.each(["", "abc", "0x10", "Infinity", "NaN", "1,5", "--1", "1e999", "2000000"])("%s is no coordinate", (text) => {
    expect(readNumber(text)).toBeUndefined();
  });

  test("a list is read whole or not at all", () => {
    expect(readNumbers("1 2  3")).toEqual([1, 2, 3]);
    expect(readNumbers("1, 2,3")).toEqual([1, 2, 3]);
    expect(readNumbers("1 x 3")).toBeUndefined();
    expect(readNumbers(" ")).toBeUndefined();
  });
});

describe("boxes, places, flags and opacity", () => {
  test("a box has four numbers and no negative size", () => {
    expect(readBox("1 2 3 4")).toEqual({ x: 1, y: 2, width: 3, height: 4 });
    expect(readBox("1 2 3")).toBeUndefined();
    expect(readBox("1 2 -3 4")).toBeUndefined();
  });

  test("a place has two numbers", () => {
    expect(readPosition("1 2")).toEqual([1, 2]);
    expect(readPosition("1")).toBeUndefined();
  });

  test("a flag that is neither true nor false is the default", () => {
    expect([readFlag("true", false), readFlag("1", false), readFlag("False", true), readFlag("0", true)]).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect([readFlag("yes", true), readFlag(undefined, false)]).toEqual([true, false]);
  });

  test("opacity runs from 0 to 255 and is 1 where it is absent", () => {
    expect([readAlpha("0"), readAlpha("255"), readAlpha(undefined), readAlpha("999"), readAlpha("51")]).toEqual([
      0, 1, 1, 1, 0.2,
    ]);
  });
});

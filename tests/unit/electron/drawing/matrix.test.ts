import { describe, expect, test } from "vitest";
import { boxAfter, follow, isBoxInside, readMatrix, shift } from "../../../../electron/drawing/matrix.ts";

describe("transforms", () => {
  test("the first one acts first: scaling, then shifting", () => {
    expect(follow([2, 0, 0, 2, 0, 0], shift(10, 20))).toEqual([2, 0, 0, 2, 10, 20]);
    expect(follow(shift(10, 20), [2, 0, 0, 2, 0, 0])).toEqual([2, 0, 0, 2, 20, 40]);
  });

  test("a CTM has six numbers", () => {
    expect(readMatrix("1 2 3 4 5 6")).toEqual([1, 2, 3, 4, 5, 6]);
    expect(readMatrix("1 2 3 4 5")).toBeUndefined();
    expect(readMatrix("1 0 0 1 0 0 7")).toBeUndefined();
  });

  test("a quarter turn lays a box on its side", () => {
    expect(boxAfter({ x: 0, y: 0, width: 4, height: 1 }, [0, 1, -1, 0, 0, 0])).toEqual({
      x: -1,
      y: 0,
      width: 1,
      height: 4,
    });
  });

  test("a box is inside itself and not inside a smaller one", () => {
    const box = { x: 0, y: 0, width: 2, height: 2 };
    expect(isBoxInside(box, box)).toBe(true);
    expect(isBoxInside(box, { ...box, width: 1.9 })).toBe(false);
    expect(isBoxInside(box, { ...box, y: 0.1 })).toBe(false);
  });
});

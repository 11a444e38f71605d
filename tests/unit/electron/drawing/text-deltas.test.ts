import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expandDeltas } from "../../../../electron/drawing/text-deltas.ts";

describe("distances between characters", () => {
  test("are taken one by one", () => {
    expect(expandDeltas("3 1.5 2", 3)).toEqual([3, 1.5, 2]);
  });

  test("g repeats a distance", () => {
    expect(expandDeltas("g 3 3.175 1.59", 4)).toEqual([3.175, 3.175, 3.175, 1.59]);
  });

  test("several groups follow each other", () => {
    expect(expandDeltas("1 g 2 5 g 2 6 7", 6)).toEqual([1, 5, 5, 6, 6, 7]);
  });

  test("a list too short goes on with its last distance", () => {
    expect(expandDeltas("1.59", 3)).toEqual([1.59, 1.59, 1.59]);
    expect(expandDeltas("g 2 4 5", 5)).toEqual([4, 4, 5, 5, 5]);
  });

  test("a list too long is cut", () => {
    expect(expandDeltas("1 2 3", 2)).toEqual([1, 2]);
    expect(expandDeltas("g 1000000 1", 2)).toEqual([1, 1]);
  });

  test("what is no distance ends the list", () => {
    expect(expandDeltas("1 x 9", 3)).toEqual([1, 1, 1]);
    expect(expandDeltas("g 2", 3)).toBeUndefined();
    expect(expandDeltas("x", 3)).toBeUndefined();
  });

  test("no list and an empty list are no distances", () => {
    expect(expandDeltas(undefined, 3)).toBeUndefined();
    expect(expandDeltas(" ", 3)).toBeUndefined();
  });

  test("negative distances lead backwards", () => {
    expect(expandDeltas("-2 1", 2)).toEqual([-2, 1]);
  });

  test("there are exactly as many as asked for, or none", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("g", " ", "1", "9", ".", "-", "e") }),
        fc.nat(50),
        (text, count) => {
          const deltas = expandDeltas(text, count);
          expect(deltas === undefined || deltas.length === count).toBe(true);
        },
      ),
    );
  });
});

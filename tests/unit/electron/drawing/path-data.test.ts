import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readPathData } from "../../../../electron/drawing/path-data.ts";

describe("abbreviated path data", () => {
  test("moves, lines and closing keep their numbers; C closes", () => {
    expect(readPathData("M 0 0 L 70 0 L 70 30 C").d).toBe("M0 0L70 0L70 30Z");
  });

  test("S starts a figure as M does", () => {
    expect(readPathData("S 1 2 L 3 4").d).toBe("M1 2L3 4");
  });

  test("B is the cubic curve and Q the quadratic one", () => {
    expect(readPathData("M 0 0 B 1 2 3 4 5 6 Q 7 8 9 10").d).toBe("M0 0C1 2 3 4 5 6Q7 8 9 10");
  });

  test("an arc keeps radii, turn, flags and end", () => {
    expect(readPathData("M 0 0 A 10 5 30 1 0 20 0").d).toBe("M0 0A10 5 30 1 0 20 0");
  });

  test("arc flags other than 0 mean 1 and radii lose their sign", () => {
    expect(readPathData("M 0 0 A -10 5 0 2 -1 20 0").d).toBe("M0 0A10 5 0 1 1 20 0");
  });

  test("letters and numbers may touch", () => {
    expect(readPathData("M0 0L-1-2.5C").d).toBe("M0 0L-1 -2.5Z");
  });

  test("a path that does not start with a move starts at the origin", () => {
    expect(readPathData("L 5 5").d).toBe("M0 0L5 5");
  });

  test.each(["M 0", "M 0 0 X 1 1", "M 0 0 L 1 1 9", "M 0 0 z", "M 0 0 L 1e9 0"])(
    "%s is drawn up to the fault and called incomplete",
    (text) => {
      const reading = readPathData(text);
      expect(reading.isWhole).toBe(false);
      expect(["", "M0 0", "M0 0L1 1"]).toContain(reading.d);
    },
  );

  test("empty data are a whole path without anything", () => {
    expect(readPathData("  ")).toMatchObject({ d: "", isWhole: true });
  });

  test("long fractions are cut to a tenth of a micrometre", () => {
    expect(readPathData("M 69.99999999999999 0.12345678").d).toBe("M70 0.1235");
  });

  test("exponents, signs and commas are written anew", () => {
    expect(readPathData("M 1e1 +2.5E-1 L 3 , 4 L 5\t6").d).toBe("M10 0.25L3 4L5 6");
  });

  test.each(["M . 1", "M - 1", "M 1 e5", "M .e1 2"])("%s has no number where one must be", (text) => {
    expect(readPathData(text)).toMatchObject({ d: "", isWhole: false });
  });

  test("frames and rules are told from slanted and curved paths", () => {
    expect(readPathData("M 0 0 L 5 0 L 5 5 C").isRectilinear).toBe(true);
    expect(readPathData("M 0 0 L 5 1").isRectilinear).toBe(false);
    expect(readPathData("M 0 0 Q 5 0 5 5").isRectilinear).toBe(false);
  });
});

describe("the box around a path", () => {
  test("holds control points", () => {
    expect(readPathData("M 0 0 B 0 -5 10 -5 10 0").box).toEqual({ x: 0, y: -5, width: 10, height: 5 });
  });

  test("holds an arc whose radii are too short for its chord", () => {
    const { box } = readPathData("M 0 0 A 1 1 0 0 1 20 0");
    expect(box.y).toBeLessThanOrEqual(-10);
    expect(box.y + box.height).toBeGreaterThanOrEqual(10);
  });

  test("never throws and gives only numbers, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."MLQBACSZ 0123456789.-+eE\n,x") }), (text) => {
        const { d, box } = readPathData(text);
        expect(d).toMatch(/^([MLQCAZ](-?[\d.e-]+( -?[\d.e-]+)*)?)*$/);
        expect(Object.values(box).every(Number.isFinite)).toBe(true);
      }),
    );
  });
});

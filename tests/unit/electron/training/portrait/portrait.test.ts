import { describe, expect, test } from "vitest";
import { couplePng, portraitPng } from "../../../../../electron/training/portrait/portrait.ts";
import { flat, Raster } from "../../../../../electron/training/portrait/raster.ts";

const person = { seed: "样例", sex: "男", age: 36 } as const;

describe("portraits", () => {
  test("are the same for the same person", () => {
    expect(Buffer.from(portraitPng(person, "white"))).toEqual(Buffer.from(portraitPng(person, "white")));
  });

  test("differ between people", () => {
    const other = portraitPng({ ...person, seed: "另一人" }, "white");
    expect(Buffer.compare(other, portraitPng(person, "white"))).not.toBe(0);
  });

  test("stay small enough for a license file", () => {
    expect(portraitPng(person, "blue").length).toBeLessThan(24_000);
    expect(couplePng(person, { ...person, sex: "女" }).length).toBeLessThan(30_000);
  });
});

describe("the painter", () => {
  test("covers an edge pixel by its share", () => {
    const raster = new Raster(4, 1, 4);
    raster.fill(
      [
        [0, 0],
        [2.5, 0],
        [2.5, 1],
        [0, 1],
      ],
      flat([200, 0, 0]),
    );
    const { rgb } = raster.picture();
    expect([rgb[0], rgb[3], rgb[6], rgb[9]]).toEqual([200, 200, 100, 0]);
  });

  test("leaves holes of an outline that turns back on itself", () => {
    const raster = new Raster(9, 9, 9);
    raster.fill(
      [
        [0, 0],
        [9, 0],
        [9, 9],
        [0, 9],
        [0, 0],
        [3, 3],
        [3, 6],
        [6, 6],
        [6, 3],
        [3, 3],
      ],
      flat([255, 255, 255]),
    );
    const { rgb } = raster.picture();
    expect(rgb[(4 * 9 + 4) * 3]).toBe(0);
    expect(rgb[(1 * 9 + 1) * 3]).toBe(255);
  });
});

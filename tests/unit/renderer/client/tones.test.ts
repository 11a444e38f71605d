/** The figures of the outcomes can be told apart without seeing the screen. */
import { describe, expect, test } from "vitest";
import { FIGURES } from "../../../../renderer/client/tones.ts";

describe("the tones", () => {
  test("differ in rhythm or direction from one another", () => {
    const shapes = Object.values(FIGURES).map((notes) =>
      notes
        .map(({ frequency, at }, index) => `${at}:${Math.sign(frequency - (notes[index - 1]?.frequency ?? frequency))}`)
        .join(),
    );
    expect(new Set(shapes).size).toBe(shapes.length);
  });

  test("are over within a second", () => {
    for (const notes of Object.values(FIGURES))
      for (const { at, seconds } of notes) expect(at + seconds).toBeLessThan(1);
  });
});

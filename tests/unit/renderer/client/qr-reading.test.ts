/** Codes drawn and read back, and pictures without one. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { qrModules } from "../../../../renderer/client/qr-drawing.ts";
import { readCode } from "../../../../renderer/client/qr-reading.ts";

const SCALE = 6;

/** Paints the modules black on white, four modules of quiet around them. */
function picture(text: string, isInverted = false): { pixels: Uint8ClampedArray; side: number } {
  const { size, d } = qrModules(text);
  const side = (size + 8) * SCALE;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(isInverted ? 0 : 255);
  for (const [, x, y] of d.matchAll(/M(\d+) (\d+)h/g)) {
    for (let dy = 0; dy < SCALE; dy++) {
      for (let dx = 0; dx < SCALE; dx++) {
        const at = (((Number(y) + 4) * SCALE + dy) * side + (Number(x) + 4) * SCALE + dx) * 4;
        pixels.fill(isInverted ? 255 : 0, at, at + 3);
      }
    }
  }
  return { pixels, side };
}

describe("a code in a picture", () => {
  test("is read as it was drawn", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z0-9:./-]{6,60}$/), (text) => {
        const { pixels, side } = picture(text);
        expect(readCode(pixels, side, side)).toBe(text);
      }),
      { numRuns: 15 },
    );
  });

  test("is read white on black as well", () => {
    const { pixels, side } = picture("SFM:4QX9", true);
    expect(readCode(pixels, side, side)).toBe("SFM:4QX9");
  });

  test("is not found where there is none, and nothing is thrown", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 64 * 64 * 4, maxLength: 64 * 64 * 4 }), (noise) => {
        expect(readCode(new Uint8ClampedArray(noise), 64, 64)).toBeUndefined();
      }),
      { numRuns: 10 },
    );
  });
});

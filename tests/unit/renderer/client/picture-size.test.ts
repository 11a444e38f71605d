/** Heads of pictures, written by hand: what is told without unpacking a single pixel. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pictureSize } from "../../../../renderer/client/picture-size.ts";

const text = (words: string) => [...words].map((one) => one.charCodeAt(0));
const big = (value: number) => [value >> 24, value >> 16, value >> 8, value].map((one) => one & 0xff);
const little = (value: number, bytes: number) => Array.from({ length: bytes }, (_, i) => (value >> (8 * i)) & 0xff);
const pad = (bytes: readonly number[]) => new Uint8Array([...bytes, ...Array.from({ length: 32 }, () => 0)]);

const HEADS: Readonly<Record<string, (width: number, height: number) => Uint8Array>> = {
  PNG: (w, h) => pad([0x89, ...text("PNG\r\n\u001a\n"), 0, 0, 0, 13, ...text("IHDR"), ...big(w), ...big(h)]),
  JPEG: (w, h) =>
    pad([
      0xff,
      0xd8,
      0xff,
      0xe0,
      0,
      4,
      1,
      2,
      0xff,
      0xc4,
      0,
      3,
      9,
      0xff,
      0xc2,
      0,
      17,
      8,
      ...big(h).slice(2),
      ...big(w).slice(2),
    ]),
  "WebP, lossy": (w, h) =>
    pad([
      ...text("RIFF"),
      0,
      0,
      0,
      0,
      ...text("WEBPVP8 "),
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0x9d,
      1,
      0x2a,
      ...little(w, 2),
      ...little(h, 2),
    ]),
  "WebP, lossless": (w, h) =>
    pad([...text("RIFF"), 0, 0, 0, 0, ...text("WEBPVP8L"), 0, 0, 0, 0, 0x2f, ...little((w - 1) | ((h - 1) << 14), 4)]),
  "WebP, extended": (w, h) =>
    pad([
      ...text("RIFF"),
      0,
      0,
      0,
      0,
      ...text("WEBPVP8X"),
      10,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      ...little(w - 1, 3),
      ...little(h - 1, 3),
    ]),
};

describe("the size of a picture", () => {
  test.each(Object.entries(HEADS))("stands in the head of a %s", (_name, head) => {
    const side = fc.integer({ min: 1, max: 16_383 });
    fc.assert(
      fc.property(side, side, (width, height) => {
        expect(pictureSize(head(width, height))).toEqual({ width, height });
      }),
    );
  });

  test("of a file that unpacks to gigabytes is told before it is unpacked", () => {
    expect(pictureSize(HEADS["PNG"]?.(60_000, 60_000) ?? new Uint8Array())).toEqual({ width: 60_000, height: 60_000 });
  });

  test("is unknown of anything else, whatever its bytes, and nothing is thrown", () => {
    const starts = Object.values(HEADS).map((head) => [...head(9, 9)]);
    fc.assert(
      fc.property(fc.constantFrom([], ...starts), fc.nat(60), fc.uint8Array({ maxLength: 200 }), (start, cut, rest) => {
        const size = pictureSize(new Uint8Array([...start.slice(0, cut), ...rest]));
        if (size) expect(Math.min(size.width, size.height)).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
    expect(pictureSize(new Uint8Array(text("GIF89a, and a lot of bytes behind it")))).toBeUndefined();
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BITMAP_BYTES, pixelsOf } from "../../../../native-devices/photo/bitmap.ts";
import { bitmapOf, splitPicture } from "../../../emulators/photo-decoder/decoder-program.ts";

const good = bitmapOf(splitPicture);
const point = (pixels: Uint8Array | undefined, x: number, y: number) =>
  [...(pixels ?? [])].slice((y * 102 + x) * 3, (y * 102 + x) * 3 + 3);

test("a picture has 38,862 bytes", () => {
  expect(BITMAP_BYTES).toBe(38_862);
});

test.each([
  ["bottom up", good],
  ["top down", bitmapOf(splitPicture, true)],
])("is read the right way round, %s", (_name, file) => {
  const pixels = pixelsOf(file);
  expect(pixels?.length).toBe(102 * 126 * 3);
  expect(point(pixels, 0, 0)).toEqual([0, 0, 255]);
  expect(point(pixels, 101, 0)).toEqual([255, 0, 0]);
  expect(point(pixels, 101, 62)).toEqual([255, 0, 0]);
  expect(point(pixels, 1, 63)).toEqual([0, 255, 0]);
  expect(point(pixels, 101, 125)).toEqual([0, 255, 0]);
});

test("lies anywhere in its buffer", () => {
  const buffer = new Uint8Array(good.length + 7);
  buffer.set(good, 7);
  expect(pixelsOf(buffer.subarray(7))).toEqual(pixelsOf(good));
});

describe("nothing else passes", () => {
  test.each<[string, number, number]>([
    ["no BM", 0, 0x43],
    ["pixels elsewhere", 10, 55],
    ["another header", 14, 124],
    ["another width", 18, 103],
    ["another height", 22, 127],
    ["planes", 26, 3],
    ["another depth", 28, 8],
    ["compressed", 30, 1],
  ])("%s", (_name, at, value) => {
    const file = good.slice();
    file[at] = value;
    expect(pixelsOf(file)).toBeUndefined();
  });

  test.each([0, 1, 53, 54, good.length - 1])("%i bytes of it", (size) => {
    expect(pixelsOf(good.subarray(0, size))).toBeUndefined();
  });

  test("a byte more", () => {
    expect(pixelsOf(Uint8Array.of(...good, 0))).toBeUndefined();
  });

  test("a picture of one colour", () => {
    expect(pixelsOf(bitmapOf(() => [17, 18, 19]))).toBeUndefined();
  });

  test("any head at all never throws", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 54, maxLength: 54 }), (head) => {
        const file = good.slice();
        file.set(head);
        expect(pixelsOf(file)).toBeUndefined();
      }),
    );
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { recognizePicture } from "../../../../electron/drawing/picture-format.ts";
import { RED_PNG } from "./sample-package.ts";

const ascii = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const gif = (controls: readonly number[]) =>
  Uint8Array.from([...ascii("GIF89a"), 1, 0, 1, 0, 0, 0, 0, ...controls, 0x3b]);

describe("a picture's format is told by its bytes", () => {
  test.each([
    ["image/png", RED_PNG],
    ["image/jpeg", Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)],
    ["image/bmp", ascii("BM....")],
    ["image/gif", ascii("GIF87a......")],
    ["image/svg+xml", ascii('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ])("%s", (mediaType, bytes) => {
    expect(recognizePicture(bytes)).toMatchObject({ kind: "shown", mediaType });
  });

  test.each([
    ["jbig2", Uint8Array.of(0x97, 0x4a, 0x42, 0x32)],
    ["tiff", Uint8Array.of(0x49, 0x49, 0x2a, 0)],
    ["tiff", Uint8Array.of(0x4d, 0x4d, 0, 0x2a)],
    ["unknown", ascii("<html><body>")],
    ["unknown", new Uint8Array()],
  ])("%s is known but not shown", (name, bytes) => {
    expect(recognizePicture(bytes)).toEqual({ kind: "other", name });
  });

  test("a PNG without an alpha channel is opaque, one with it is not", () => {
    const withAlpha = RED_PNG.slice();
    withAlpha[25] = 6;
    expect(recognizePicture(RED_PNG)).toMatchObject({ isOpaque: true });
    expect(recognizePicture(withAlpha)).toMatchObject({ isOpaque: false });
  });

  test("a GIF is transparent when its first control block says so", () => {
    expect(recognizePicture(gif([0x21, 0xf9, 4, 1, 0, 0, 0, 0]))).toMatchObject({ isOpaque: false });
    expect(recognizePicture(gif([0x21, 0xf9, 4, 0, 0, 0, 0, 0]))).toMatchObject({ isOpaque: true });
    expect(recognizePicture(gif([0x21, 0xfe, 1, 65, 0, 0x21, 0xf9, 4, 1, 0, 0, 0, 0]))).toMatchObject({
      isOpaque: false,
    });
  });

  test("no bytes make it throw", () => {
    const heads = fc.constantFrom(RED_PNG.slice(0, 30), gif([]), ascii("BM"), ascii("<svg"));
    fc.assert(
      fc.property(heads, fc.uint8Array(), (head, tail) => {
        expect(recognizePicture(Uint8Array.from([...head, ...tail])).kind).toBeTypeOf("string");
      }),
    );
  });
});

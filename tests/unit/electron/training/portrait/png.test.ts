import { crc32, inflateSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodePng, type Picture } from "../../../../../electron/training/portrait/png.ts";

interface Chunk {
  readonly type: string;
  readonly body: Buffer;
}

function chunksOf(png: Uint8Array): Chunk[] {
  const bytes = Buffer.from(png);
  const chunks: Chunk[] = [];
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const framed = bytes.subarray(at + 4, at + 8 + length);
    expect(bytes.readUInt32BE(at + 8 + length)).toBe(crc32(framed));
    chunks.push({ type: framed.subarray(0, 4).toString("latin1"), body: framed.subarray(4) });
    at += 12 + length;
  }
  return chunks;
}

/** Prediction of one octet from its neighbours: left, above, above left (ISO/IEC 15948 §9.2). */
function predicted(filter: number, a: number, b: number, c: number): number {
  const p = a + b - c;
  const [pa, pb, pc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)];
  const paeth = pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
  return [0, a, b, (a + b) >> 1, paeth][filter]!;
}

/** A decoder of this test's own, truecolour of 8 bits. */
function decode(png: Uint8Array): Picture {
  const chunks = chunksOf(png);
  const head = chunks[0]!.body;
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  const raw = inflateSync(Buffer.concat(chunks.filter((one) => one.type === "IDAT").map((one) => one.body)));
  const stride = width * 3;
  const rgb = new Uint8Array(stride * height);
  const at = (x: number, y: number): number => (x < 0 || y < 0 ? 0 : rgb[y * stride + x]!);
  for (let place = 0; place < rgb.length; place += 1) {
    const [x, y] = [place % stride, Math.floor(place / stride)];
    const filter = raw[y * (stride + 1)]!;
    rgb[place] = raw[y * (stride + 1) + 1 + x]! + predicted(filter, at(x - 3, y), at(x, y - 1), at(x - 3, y - 1));
  }
  return { width, height, rgb };
}

const pictures = fc.tuple(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 1, max: 24 })).chain(([width, height]) =>
  fc.record({
    width: fc.constant(width),
    height: fc.constant(height),
    rgb: fc.uint8Array({ minLength: width * height * 3, maxLength: width * height * 3 }),
  }),
);

describe("the PNG writer", () => {
  test("begins with the signature and has head, content and end", () => {
    const png = encodePng({ width: 1, height: 1, rgb: Uint8Array.of(1, 2, 3) });
    expect(Buffer.from(png.subarray(0, 8)).toString("hex")).toBe("89504e470d0a1a0a");
    expect(chunksOf(png).map((one) => one.type)).toEqual(["IHDR", "IDAT", "IEND"]);
  });

  test("gives every picture back unchanged", () => {
    fc.assert(fc.property(pictures, (picture) => Buffer.compare(decode(encodePng(picture)).rgb, picture.rgb) === 0));
  });

  test("refuses pixels that do not fill the picture", () => {
    expect(() => encodePng({ width: 2, height: 2, rgb: new Uint8Array(3) })).toThrow();
  });
});

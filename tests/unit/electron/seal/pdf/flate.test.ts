/** Structural streams: inflated as every inflater does, or not at all. */
import { deflateSync, inflateSync } from "node:zlib";
import { unzlibSync } from "fflate";
import { describe, expect, test } from "vitest";
import { openBudget } from "../../../../../electron/seal/pdf/budget.ts";
import { decodeStream } from "../../../../../electron/seal/pdf/flate.ts";
import { PDF_LIMITS } from "../../../../../electron/seal/pdf/limits.ts";
import { PdfRefusal } from "../../../../../electron/seal/pdf/refusal.ts";
import type { PdfStream, PdfValue } from "../../../../../electron/seal/pdf/values.ts";

const FLATE: PdfValue = { kind: "name", name: "FlateDecode" };
const TEXT =
  "<< /Type /Annot /Subtype /Widget /FT /Tx >> << /Fields [7 0 R 8 0 R] /SigFlags 3 >> << /Type /Page >>".repeat(3);
const packed = new Uint8Array(deflateSync(Buffer.from(TEXT)));

function decoded(data: Uint8Array, filter = FLATE): string | undefined {
  const stream: PdfStream = { kind: "stream", dict: { kind: "dict", entries: new Map([["Filter", filter]]) }, data };
  return attempt(() => decodeStream(stream, openBudget(PDF_LIMITS)), PdfRefusal);
}

function attempt(inflate: () => Uint8Array, expected: new (...all: never[]) => Error): string | undefined {
  try {
    return Buffer.from(inflate()).toString();
  } catch (error) {
    if (error instanceof expected) return undefined;
    throw error;
  }
}

test("what Node compresses is read", () => {
  expect(decoded(packed)).toBe(TEXT);
});

test.each(["\n", "\r\n"])("an end of line counted as data changes nothing", (end) => {
  expect(decoded(Uint8Array.from([...packed, ...Buffer.from(end)]))).toBe(TEXT);
});

describe("one changed bit", () => {
  const changed = Array.from({ length: packed.length * 8 }, (_, bit) =>
    packed.with(bit >> 3, packed[bit >> 3]! ^ (1 << (bit & 7))),
  );

  test("is refused unless another inflater reads the same", () => {
    const differing = changed.filter((data) => {
      const text = decoded(data);
      return text !== undefined && text !== attempt(() => inflateSync(data), Error);
    });
    expect(differing).toEqual([]);
  });

  test("can pass one inflater and stop another, so that one of them is not enough", () => {
    const forgiven = changed.filter((data) => attempt(() => unzlibSync(data), Error) === TEXT);
    expect(forgiven.filter((data) => attempt(() => inflateSync(data), Error) === undefined).length).toBeGreaterThan(0);
  });
});

test("bytes behind the end, and other filters, are refused", () => {
  expect(decoded(Uint8Array.from([...packed, 1, 2, 3, 4]))).toBeUndefined();
  expect(decoded(packed.subarray(0, -1))).toBeUndefined();
  expect(decoded(new Uint8Array())).toBeUndefined();
  expect(decoded(packed, { kind: "name", name: "LZWDecode" })).toBeUndefined();
  expect(decoded(packed, { kind: "array", items: [FLATE, FLATE] })).toBeUndefined();
});

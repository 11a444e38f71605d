import { constants, deflateRawSync, crc32 as zlibCrc32 } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { crc32 } from "../../../../../electron/seal/container/crc32.ts";
import { inflate } from "../../../../../electron/seal/container/inflate.ts";
import { ContainerRefusal } from "../../../../../electron/seal/container/refusal.ts";

const attempt = (input: Uint8Array, size: number) => {
  try {
    return inflate(input, size);
  } catch (error) {
    if (error instanceof ContainerRefusal) return error.code;
    throw error;
  }
};

/** Bytes with the repetitions that make a compressor use all it has. */
const compressible = fc
  .array(fc.tuple(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 60 })), { maxLength: 30 })
  .map((parts) =>
    Uint8Array.from(parts.flatMap(([piece, times]) => Array.from({ length: times }, () => [...piece]).flat())),
  );

describe("inflate", () => {
  test("restores what zlib made, at every level and strategy", () => {
    const { Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE, Z_DEFAULT_STRATEGY } = constants;
    const strategy = fc.constantFrom(Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE, Z_DEFAULT_STRATEGY);
    fc.assert(
      fc.property(compressible, fc.integer({ min: 0, max: 9 }), strategy, (content, level, how) => {
        expect(inflate(deflateRawSync(content, { level, strategy: how }), content.length)).toEqual(content);
      }),
      { numRuns: 150 },
    );
  });

  test("restores a large file with far matches", () => {
    const content = Uint8Array.from(
      { length: 300_000 },
      (_, i) => (i % 32_768 < 300 ? i : Math.imul(i, 40503) >>> 9) & 255,
    );
    expect(inflate(deflateRawSync(content), content.length)).toEqual(content);
  });

  test("refuses a stream that is cut anywhere", () => {
    const content = new TextEncoder().encode("abcabcabc ".repeat(40));
    const packed = deflateRawSync(content);
    for (let length = 0; length < packed.length; length++) {
      expect(attempt(packed.subarray(0, length), content.length)).toBe("CONTAINER_MALFORMED");
    }
  });

  test("refuses one byte behind the end", () => {
    const content = new TextEncoder().encode("license");
    expect(attempt(Uint8Array.of(...deflateRawSync(content), 0), content.length)).toBe("CONTAINER_MALFORMED");
  });

  test("refuses more and less than the declared size", () => {
    const packed = deflateRawSync(new Uint8Array(1000));
    expect(attempt(packed, 999)).toBe("CONTAINER_LIMIT");
    expect(attempt(packed, 1001)).toBe("CONTAINER_MALFORMED");
  });

  test.each([
    ["the reserved block type", [0x07]],
    ["a stored block with a wrong length", [0x01, 0x01, 0x00, 0x00, 0x00, 0x00]],
    ["a distance before the start", [0x03, 0x02, 0x00]],
    ["an empty dynamic block", [0x05, 0x00, 0x00, 0x00]],
  ])("refuses %s", (_, input) => {
    expect(attempt(Uint8Array.from(input), 10)).toBe("CONTAINER_MALFORMED");
  });

  test("throws nothing but its refusal for any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(5000), (input, size) => void attempt(input, size)),
      { numRuns: 500 },
    );
  });
});

test("crc32 agrees with zlib for every length", () => {
  for (let length = 0; length < 100; length++) {
    const content = Uint8Array.from({ length }, (_, i) => (i * 77 + length) & 255);
    expect(crc32(content)).toBe(zlibCrc32(content));
  }
});

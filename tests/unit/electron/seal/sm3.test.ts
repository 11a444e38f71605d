import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toHex } from "../../../../electron/seal/hex.ts";
import { createSm3, sm3 } from "../../../../electron/seal/sm3.ts";

const text = (value: string) => new TextEncoder().encode(value);

describe("SM3", () => {
  test("digests the first example of GB/T 32905-2016 Annex A", () => {
    expect(toHex(sm3(text("abc")))).toBe("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
  });

  test("digests the second example of GB/T 32905-2016 Annex A", () => {
    expect(toHex(sm3(text("abcd".repeat(16))))).toBe(
      "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732",
    );
  });

  test("agrees with OpenSSL for every length around the block size", () => {
    for (let length = 0; length < 200; length++) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 89 + length) & 255);
      expect(toHex(sm3(bytes))).toBe(createHash("sm3").update(bytes).digest("hex"));
    }
  });

  test("does not depend on how the bytes are cut into pieces", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.array(fc.nat(70), { maxLength: 20 }), (bytes, cuts) => {
        const hasher = createSm3();
        let at = 0;
        for (const cut of cuts) {
          hasher.update(bytes.subarray(at, at + cut));
          at += cut;
        }
        hasher.update(bytes.subarray(at));
        expect(toHex(hasher.digest())).toBe(createHash("sm3").update(bytes).digest("hex"));
      }),
      { numRuns: 60 },
    );
  });

  test("reads a view into a larger buffer from its own start", () => {
    const bytes = Uint8Array.from({ length: 300 }, (_, i) => i & 255);
    expect(toHex(sm3(bytes.subarray(77)))).toBe(toHex(sm3(bytes.slice(77))));
  });
});

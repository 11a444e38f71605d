import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromHex } from "../../../../../electron/seal/hex.ts";
import { readSignatureValue, writeSignatureValue } from "../../../../../electron/seal/sm2/signature-value.ts";

const scalar = fc.bigInt({ min: 0n, max: 2n ** 256n - 1n });

describe("SM2 signature value", () => {
  test("reads back what it writes", () => {
    fc.assert(
      fc.property(scalar, scalar, (r, s) => {
        expect(readSignatureValue(writeSignatureValue({ r, s }))).toEqual({ r, s });
      }),
    );
  });

  test.each([
    ["a non-shortest integer", "30080202000102020001"],
    ["a negative integer", "3006020180020101"],
    ["bytes behind the sequence", "300602010102010100"],
    ["bytes behind the integers", "300702010102010100"],
    ["a length in long form", "308106020101020101"],
    ["an empty integer", "3005020002010100"],
    ["three integers", "3009020101020101020101"],
    ["no sequence", "02010102010100"],
    ["a raw value of 63 bytes", "11".repeat(63)],
    ["a raw value of 65 bytes", "11".repeat(65)],
    ["nothing", ""],
  ])("refuses %s", (_, text) => {
    expect(readSignatureValue(fromHex(text) as Uint8Array)).toBeUndefined();
  });

  test("never throws", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => void readSignatureValue(bytes)));
  });
});

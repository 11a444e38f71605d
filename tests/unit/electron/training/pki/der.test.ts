import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as der from "../../../../../electron/training/pki/der.ts";

const hex = (octets: Uint8Array): string => Buffer.from(octets).toString("hex");

/** Reads one element back: tag, content, and how far it went. */
function read(octets: Uint8Array): { tag: number; content: Uint8Array; size: number } {
  const first = octets[1]!;
  if (first < 0x80) return { tag: octets[0]!, content: octets.subarray(2, 2 + first), size: 2 + first };
  const count = first & 0x7f;
  const length = Number.parseInt(hex(octets.subarray(2, 2 + count)), 16);
  return { tag: octets[0]!, content: octets.subarray(2 + count, 2 + count + length), size: 2 + count + length };
}

describe("the DER writer", () => {
  test.each([
    [0, "020100"],
    [127, "02017f"],
    [128, "02020080"],
    [256, "02020100"],
    [65535, "020300ffff"],
  ])("writes INTEGER %i in the fewest octets", (value, expected) => {
    expect(hex(der.integer(value))).toBe(expected);
  });

  test("gives a magnitude with its top bit set a leading zero, and strips needless zeros", () => {
    expect(hex(der.integer(Uint8Array.of(0x80)))).toBe("02020080");
    expect(hex(der.integer(Uint8Array.of(0, 0, 5)))).toBe("020105");
    expect(hex(der.integer(new Uint8Array(0)))).toBe("020100");
  });

  test("refuses a negative or fractional number", () => {
    expect(() => der.integer(-1)).toThrow();
    expect(() => der.integer(1.5)).toThrow();
  });

  test("writes object identifiers in base 128", () => {
    expect(hex(der.objectIdentifier("1.2.156.10197.1.501"))).toBe("06082a811ccf55018375");
    expect(hex(der.objectIdentifier("2.5.29.15"))).toBe("0603551d0f");
  });

  test("cuts the trailing zero bits of named bits", () => {
    expect(hex(der.namedBits([0, 1]))).toBe("030206c0");
    expect(hex(der.namedBits([5, 6]))).toBe("03020106");
    expect(hex(der.namedBits([8]))).toBe("0303070080");
  });

  test("sorts a SET OF by encoding", () => {
    expect(hex(der.setOf(der.integer(2), der.integer(1)))).toBe("3106020101020102");
  });

  test("changes from UTCTime to GeneralizedTime in 2050", () => {
    expect(hex(der.certificateTime(Date.UTC(2049, 11, 31)))).toBe(
      `170d${Buffer.from("491231000000Z").toString("hex")}`,
    );
    expect(hex(der.certificateTime(Date.UTC(2050, 0, 1)))).toBe(
      `180f${Buffer.from("20500101000000Z").toString("hex")}`,
    );
  });

  test("refuses characters beyond ASCII in an IA5String", () => {
    expect(() => der.ia5String("章")).toThrow();
  });

  test("frames content of any length so that it can be read back", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70_000 }), (content) => {
        const written = der.octetString(content);
        const { tag, content: back, size } = read(written);
        return tag === 0x04 && size === written.length && Buffer.compare(back, content) === 0;
      }),
      { numRuns: 60 },
    );
  });

  test("writes every non-negative integer so that its value can be read back", () => {
    fc.assert(
      fc.property(fc.nat({ max: Number.MAX_SAFE_INTEGER }), (value) => {
        const { content } = read(der.integer(value));
        return BigInt(`0x${hex(content)}`) === BigInt(value) && content[0]! < 0x80;
      }),
    );
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DerRefusal, derChildren, openDer, readDer, TAG } from "../../../../../electron/seal/der/reader.ts";
import { derText } from "../../../../../electron/seal/der/text.ts";
import { derTime } from "../../../../../electron/seal/der/time.ts";
import {
  bitFlags,
  bitStringBytes,
  booleanValue,
  objectIdentifier,
  smallInteger,
} from "../../../../../electron/seal/der/values.ts";
import { fromHex } from "../../../../../electron/seal/hex.ts";
import * as der from "../../../../helpers/seal-factory/der-writer.ts";

const hex = (text: string) => fromHex(text) as Uint8Array;
const read = (text: string) => readDer(hex(text));

describe("DER reader", () => {
  test("gives the raw bytes of each element back", () => {
    const inner = der.octetString(Uint8Array.of(1, 2, 3));
    const outer = der.sequence(inner, der.integer(5));
    expect(openDer(readDer(outer)).next().raw).toEqual(inner);
  });

  test("reads lengths of one, two, three and four bytes", () => {
    for (const length of [0, 127, 128, 255, 256, 65_535, 65_536]) {
      expect(readDer(der.octetString(new Uint8Array(length))).content.length).toBe(length);
    }
  });

  test.each([
    ["nothing", ""],
    ["a tag alone", "30"],
    ["content cut off", "300501"],
    ["bytes behind the end", "040100ff"],
    ["an indefinite length", "30800000"],
    ["a long form for a short length", "04810101"],
    ["a leading zero in the length", "0482000101"],
    ["a length of five bytes", "04850000000001"],
    ["a multi-byte tag", "1f8101"],
  ])("refuses %s", (_, text) => {
    expect(() => read(text)).toThrow(DerRefusal);
  });

  test("refuses another tag than the one that is due", () => {
    expect(() => readDer(hex("0400"), TAG.SEQUENCE)).toThrow(DerRefusal);
  });

  test("refuses what is left over in a structure", () => {
    expect(() => openDer(read("3003020101")).end()).toThrow(DerRefusal);
  });

  test("refuses a structure with tens of thousands of elements", () => {
    const many = der.sequence(new Uint8Array(2 * 20_001).map((_, i) => (i % 2 === 0 ? 4 : 0)));
    expect(() => derChildren(readDer(many))).toThrow(DerRefusal);
  });

  test("throws nothing but its refusal for any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        try {
          derChildren(readDer(bytes));
        } catch (error) {
          expect(error).toBeInstanceOf(DerRefusal);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("DER values", () => {
  test.each([
    ["0203010001", 65_537],
    ["020100", 0],
    ["02047fffffff", 2_147_483_647],
  ])("reads %s as %d", (text, value) => {
    expect(smallInteger(read(text))).toBe(value);
  });

  test.each(["0200", "0201ff", "02020001", "02050100000000", "0101ff"])("refuses %s as a small integer", (text) => {
    expect(() => smallInteger(read(text))).toThrow(DerRefusal);
  });

  test("reads object identifiers with large arcs", () => {
    for (const id of ["1.2.156.10197.1.501", "2.5.29.15", "0.9.2342.19200300.100.1.1", "2.999.3"]) {
      const writable = id === "2.999.3" ? hex("0603883703") : der.oid(id);
      expect(objectIdentifier(readDer(writable))).toBe(id);
    }
  });

  test.each(["0600", "06022a80", "0603802a01"])("refuses %s as an object identifier", (text) => {
    expect(() => objectIdentifier(read(text))).toThrow(DerRefusal);
  });

  test("refuses a bit string of broken bytes where whole bytes are due", () => {
    expect(() => bitStringBytes(read("03020680"))).toThrow(DerRefusal);
  });

  test("reads flags up to the unused bits", () => {
    expect([...bitFlags(read("030206c0"))]).toEqual([0, 1]);
    expect([...bitFlags(read("0303070080"))]).toEqual([8]);
  });

  test.each([
    ["0101ff", true],
    ["010101", true],
    ["010100", false],
  ])("reads %s as a boolean", (text, value) => {
    expect(booleanValue(read(text))).toBe(value);
  });

  test.each(["0100", "0102ffff", "0201ff"])("refuses %s as a boolean", (text) => {
    expect(() => booleanValue(read(text))).toThrow(DerRefusal);
  });
});

describe("DER text and time", () => {
  const time = (tag: number, text: string) => derTime(readDer(der.element(tag, new TextEncoder().encode(text))));

  test.each([
    [0x17, "261124020000Z", "2026-11-24T02:00:00.000Z"],
    [0x17, "500101000000Z", "1950-01-01T00:00:00.000Z"],
    [0x18, "20261124020000Z", "2026-11-24T02:00:00.000Z"],
    [0x18, "20261124100000+0800", "2026-11-24T02:00:00.000Z"],
    [0x18, "20261124020000.25Z", "2026-11-24T02:00:00.250Z"],
    [0x18, "99991231235959Z", "9999-12-31T23:59:59.000Z"],
    [0x18, "20240229000000Z", "2024-02-29T00:00:00.000Z"],
  ])("reads %i %s", (tag, text, expected) => {
    expect(new Date(time(tag, text)).toISOString()).toBe(expected);
  });

  test.each([
    [0x18, "20261124020000"],
    [0x18, "20261324020000Z"],
    [0x18, "20230229000000Z"],
    [0x18, "20261124250000Z"],
    [0x18, "20261124020000+9900"],
    [0x18, "2026112402"],
    [0x17, "20261124020000Z"],
    [0x13, "20261124020000Z"],
    [0x18, `2026${"1".repeat(100)}Z`],
  ])("refuses %i %s", (tag, text) => {
    expect(() => time(tag, text)).toThrow(DerRefusal);
  });

  test.each([
    ["UTF-8", "0c06e6b58be8af95"],
    ["UTF-8 in a PrintableString", "1306e6b58be8af95"],
    ["UTF-16", "1e046d4b8bd5"],
    ["UTF-32", "1c0800006d4b00008bd5"],
    ["GB 18030 in a TeletexString", "1404b2e2cad4"],
    ["GB 18030 in a UTF8String", "0c04b2e2cad4"],
  ])("reads %s", (_, text) => {
    expect(derText(read(text))).toBe("测试");
  });

  test.each(["0c01ff", "1c03000000", "1c0400110000", "0400", "1e01ff"])("refuses %s as text", (text) => {
    expect(() => derText(read(text))).toThrow(DerRefusal);
  });
});

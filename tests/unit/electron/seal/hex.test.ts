import { expect, test } from "vitest";
import { fromHex, toBigInt, toBytes, toHex } from "../../../../electron/seal/hex.ts";

test("writes two lower-case digits a byte", () => {
  expect(toHex(Uint8Array.of(0, 10, 255))).toBe("000aff");
});

test("reads either letter case", () => {
  expect(fromHex("00aBFf")).toEqual(Uint8Array.of(0, 0xab, 0xff));
});

test.each(["0", "0g", "0x00", " 00"])("refuses %j", (text) => {
  expect(fromHex(text)).toBeUndefined();
});

test("pads a number to the length asked for", () => {
  expect(toBytes(258n, 4)).toEqual(Uint8Array.of(0, 0, 1, 2));
});

test("refuses a number that does not fit", () => {
  expect(() => toBytes(256n, 1)).toThrow(RangeError);
});

test("reads no bytes as zero", () => {
  expect(toBigInt(new Uint8Array())).toBe(0n);
});

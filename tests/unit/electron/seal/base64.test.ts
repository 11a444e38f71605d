import fc from "fast-check";
import { expect, test } from "vitest";
import { fromBase64 } from "../../../../electron/seal/base64.ts";

test("reads what Node writes, line breaks included", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      const text = Buffer.from(bytes)
        .toString("base64")
        .replaceAll(/(.{16})/g, "$1\r\n ");
      expect(fromBase64(text)).toEqual(bytes);
    }),
  );
});

test.each(["A", "AB", "ABC", "A===", "AB=C", "AAA!", "AAA=BBBB", "QQ=é", "QR=="])("refuses %s", (text) => {
  expect(fromBase64(text)).toBeUndefined();
});

test("reads the empty text as no bytes", () => {
  expect(fromBase64("")).toEqual(new Uint8Array());
});

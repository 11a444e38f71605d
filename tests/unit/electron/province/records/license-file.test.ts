import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readLicenseFile } from "../../../../../electron/province/records/license-file.ts";

describe("readLicenseFile", () => {
  test("gives back the bytes that were written", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (bytes) => {
        const read = readLicenseFile(Buffer.from(bytes).toString("base64"), "x");
        expect(read.ok && [...read.value]).toEqual([...bytes]);
      }),
    );
  });

  test("lets line breaks and a data prefix pass", () => {
    const read = readLicenseFile("data:application/ofd;base64,UEsD\r\nBA==", "x");
    expect(read).toEqual({ ok: true, value: new Uint8Array([0x50, 0x4b, 3, 4]) });
  });

  test.each(["", "  \n"])("says that there is no file for %j", (text) => {
    const read = readLicenseFile(text, "family/call");
    expect(read).toEqual({
      ok: false,
      fault: { code: "license.no-file", retry: "later", detail: { call: "family/call" } },
    });
  });

  test.each(["<html>busy</html>", "UEsD!!BA==", "A", "UEs文"])("says that %j is unreadable", (text) => {
    const read = readLicenseFile(text, "x");
    expect(!read.ok && read.fault.code).toBe("license.unreadable");
  });
});

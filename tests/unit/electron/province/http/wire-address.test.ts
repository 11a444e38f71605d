import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addressOf, headerKey } from "../../../../../electron/province/http/wire-address.ts";

/** UTF-16 units of every kind, lone surrogates included. */
const anyText = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { minLength: 1 })
  .map((units) => String.fromCharCode(...units));

describe("addressOf", () => {
  test("joins base, path and query", () => {
    expect(addressOf("http://h/base", ["a", "b"], { q: "1" }).href).toBe("http://h/base/a/b?q=1");
  });

  test("cannot be led out of its base by any part", () => {
    fc.assert(
      fc.property(anyText, (part) => {
        fc.pre(part !== "." && part !== "..");
        const url = addressOf("http://h/base", ["a", part, "z"]);
        expect(url.host).toBe("h");
        expect(url.pathname.startsWith("/base/a/")).toBe(true);
        expect(url.pathname.split("/")).toHaveLength(5);
      }),
    );
  });

  test.each([".", "..", ""])("refuses the part %j", (part) => {
    expect(() => addressOf("http://h/base", ["a", part, "z"])).toThrow();
  });
});

describe("headerKey", () => {
  test("keeps visible ASCII", () => {
    expect(headerKey("C-1/M-2/1.2.156:001")).toBe("C-1/M-2/1.2.156:001");
  });

  test("is always fit for a header", () => {
    fc.assert(
      fc.property(anyText, (key) => {
        expect(headerKey(key)).toMatch(/^[\x21-\x7e]+$/);
      }),
    );
  });
});

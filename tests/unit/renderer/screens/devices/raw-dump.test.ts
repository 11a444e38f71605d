/** Bytes as an administrator reads them: rows of sixteen, the same widths whatever passes. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bytesLeftOut, dumpRows, dumpText, endOf } from "../../../../../renderer/screens/devices/raw-dump.ts";

describe("a piece of a line", () => {
  test("stands in two groups of eight, with its offset and its text", () => {
    expect(dumpRows({ hex: "48656c6c6f2c20776f726c642e2e2e2e210d", text: "Hello, world....!␍" })).toEqual([
      { offset: "0000", hex: "48 65 6c 6c 6f 2c 20 77  6f 72 6c 64 2e 2e 2e 2e", text: "Hello, world...." },
      { offset: "0010", hex: "21 0d".padEnd(48), text: "!." },
    ]);
  });

  test("says by name what it ends with, and how much of it is not shown", () => {
    expect([endOf("X␍␊"), endOf("␂X"), endOf("")]).toEqual(["CR LF", "", ""]);
    expect([bytesLeftOut({ size: 20, hex: "0102" }), bytesLeftOut({ size: 2, hex: "0102" })]).toEqual([18, 0]);
  });

  test("goes to the clipboard as it is shown", () => {
    const line = { at: 0, dir: "rx", size: 3, hex: "39390d", text: "99␍" } as const;
    expect(dumpText([line, line], ({ size }) => `in ${size}`)).toBe(
      `${`in 3\n0000  ${"39 39 0d".padEnd(48)}  99.\n`}\n${`in 3\n0000  ${"39 39 0d".padEnd(48)}  99.\n`}`,
    );
  });

  test("never makes a row wider than sixteen bytes are, nor loses one", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const hex = Buffer.from(bytes).toString("hex");
        const rows = dumpRows({ hex, text: "·".repeat(bytes.length) });
        expect(rows.map((row) => row.hex.replaceAll(" ", "")).join("")).toBe(hex);
        for (const row of rows)
          expect([row.offset.length, row.hex.length, row.text.length <= 16]).toEqual([4, 48, true]);
      }),
    );
  });
});

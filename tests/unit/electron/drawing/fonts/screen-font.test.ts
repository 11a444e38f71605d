import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readEmbeddedFont } from "../../../../../electron/drawing/fonts/screen-font.ts";
import { readSfnt, viewOf } from "../../../../../electron/drawing/fonts/sfnt.ts";
import { bareCompactFont, bareTrueTypeFont } from "./tiny-fonts.ts";

const NEEDED = ["OS/2", "cmap", "head", "hhea", "hmtx", "maxp", "name", "post"];

function preparedTables(bytes: Uint8Array, withGlyphCodes: boolean) {
  const prepared = readEmbeddedFont(bytes)?.prepare(withGlyphCodes);
  const sfnt = prepared && readSfnt(prepared.bytes);
  if (!prepared || !sfnt) throw new Error("no font");
  return { prepared, tables: sfnt.tables };
}

describe("an embedded font is made fit for the screen", () => {
  test("a subset without its metrics and names gets them", () => {
    const { prepared, tables } = preparedTables(bareTrueTypeFont(), false);
    expect(prepared.mediaType).toBe("font/ttf");
    expect([...tables.keys()]).toEqual([...NEEDED, "glyf", "loca"].sort());
  });

  test("a bare CFF program is wrapped as OpenType", () => {
    const { prepared, tables } = preparedTables(bareCompactFont(), false);
    expect(prepared.mediaType).toBe("font/otf");
    expect([...tables.keys()]).toEqual(["CFF ", ...NEEDED].sort());
    expect(viewOf(tables.get("maxp") as Uint8Array).getUint16(4)).toBe(2);
  });

  test("a complete font is passed on byte for byte", () => {
    const { prepared } = preparedTables(bareTrueTypeFont(), false);
    expect(readEmbeddedFont(prepared.bytes)?.prepare(false).bytes).toBe(prepared.bytes);
  });

  test("a complete font gets glyph codes where they are needed", () => {
    const { prepared } = preparedTables(bareTrueTypeFont(), false);
    const coded = readEmbeddedFont(prepared.bytes)?.prepare(true);
    expect(coded?.bytes).not.toBe(prepared.bytes);
  });

  test("preparing twice gives the same bytes, so that they are stored once", () => {
    const font = readEmbeddedFont(bareTrueTypeFont());
    expect(font?.prepare(true).bytes).toBe(font?.prepare(true).bytes);
  });

  test("the number of glyphs is known", () => {
    expect(readEmbeddedFont(bareTrueTypeFont())?.glyphCount).toBe(2);
    expect(readEmbeddedFont(bareCompactFont())?.glyphCount).toBe(2);
  });

  test.each([
    ["Type 1", "%!PS-AdobeFont-1.0: x"],
    ["a collection", "ttcf\0\x01\0\0\0\0\0\x01"],
    ["a picture", "\x89PNG\r\n\x1a\n"],
    ["nothing", ""],
  ])("%s is no font for the screen", (_, text) => {
    expect(readEmbeddedFont(Uint8Array.from(text, (c) => c.charCodeAt(0)))).toBeUndefined();
  });

  test("a font cut short is refused", () => {
    expect(readEmbeddedFont(bareTrueTypeFont().subarray(0, 100))).toBeUndefined();
  });

  test("no bytes make it throw", () => {
    const seeds = [bareTrueTypeFont(), bareCompactFont()];
    const damaged = fc
      .tuple(fc.constantFrom(...seeds), fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 8 }), fc.nat(400))
      .map(([seed, changes, cut]) => {
        const bytes = seed.slice(0, seed.length - (cut % seed.length));
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
        return bytes;
      });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), damaged), fc.boolean(), (bytes, withGlyphCodes) => {
        const prepared = readEmbeddedFont(bytes)?.prepare(withGlyphCodes);
        expect(prepared === undefined || prepared.bytes.length > 0).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

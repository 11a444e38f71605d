import { describe, expect, test } from "vitest";
import { naturalAdvance, readCells, readGlyphMapping } from "../../../../electron/drawing/text-cells.ts";
import { element } from "./sample-package.ts";

const glyph = (n: number) => String.fromCodePoint(0xf0000 + n);

describe("characters of a TextCode", () => {
  test("are counted by code point, so a rare character of a name is one", () => {
    expect(readCells("𠮷田", [], 0).cells).toEqual(["𠮷", "田"]);
  });

  test("lose the line ends and tabs of the producer's indentation", () => {
    expect(readCells("\n\t姓名\r\n", [], 0).cells).toEqual(["姓", "名"]);
  });

  test("keep the place but not the effect of direction marks", () => {
    expect(readCells("a\u202eb\u200fc", [], 0).cells).toEqual(["a", " ", "b", " ", "c"]);
  });

  test("may be private characters of rare names while glyph codes are not in use", () => {
    expect(readCells("\u{f0001}\ue000", [], 0).cells).toEqual(["\u{f0001}", "\ue000"]);
    expect(readCells("\u{f0001}", [], 9).cells).toEqual(["□"]);
  });
});

describe("glyphs by number", () => {
  const mapping = (text: string) => {
    const read = readGlyphMapping(element(text));
    if (!read) throw new Error("no mapping");
    return read;
  };

  test("stand in for the characters they are mapped to", () => {
    const { cells, hasGlyphCodes } = readCells(
      "证照号",
      [
        mapping(
          '<ofd:CGTransform CodePosition="1" CodeCount="2" GlyphCount="2"><ofd:Glyphs>7 8</ofd:Glyphs></ofd:CGTransform>',
        ),
      ],
      100,
    );
    expect(cells).toEqual(["证", glyph(7), glyph(8)]);
    expect(hasGlyphCodes).toBe(true);
  });

  test("may be fewer than the characters, as a ligature is", () => {
    const ligature = mapping(
      '<ofd:CGTransform CodePosition="0" CodeCount="2" GlyphCount="1"><ofd:Glyphs>5</ofd:Glyphs></ofd:CGTransform>',
    );
    expect(readCells("fix", [ligature], 10).cells).toEqual([glyph(5), "x"]);
  });

  test("are not used when the font has no such glyph", () => {
    const beyond = mapping('<ofd:CGTransform CodePosition="0"><ofd:Glyphs>100</ofd:Glyphs></ofd:CGTransform>');
    expect(readCells("证", [beyond], 100)).toMatchObject({ cells: ["证"], hasGlyphCodes: false });
    expect(readCells("证", [beyond], 0).cells).toEqual(["证"]);
  });

  test("that begin beyond the text are left for the next one, counted on", () => {
    const later = mapping('<ofd:CGTransform CodePosition="3"><ofd:Glyphs>2</ofd:Glyphs></ofd:CGTransform>');
    expect(readCells("ab", [later], 10).left).toEqual([{ position: 1, codeCount: 1, glyphs: [2] }]);
  });

  test("are ignored where two mappings overlap", () => {
    const first = mapping(
      '<ofd:CGTransform CodePosition="0" CodeCount="2"><ofd:Glyphs>1 2</ofd:Glyphs></ofd:CGTransform>',
    );
    const second = mapping(
      '<ofd:CGTransform CodePosition="1" CodeCount="2"><ofd:Glyphs>3 4</ofd:Glyphs></ofd:CGTransform>',
    );
    expect(readCells("abc", [second, first], 10).cells).toEqual([glyph(1), glyph(2), "c"]);
  });
});

test("Chinese characters are an em wide, Latin ones and half-width forms half an em", () => {
  expect(["证", "A", "1", "（", "ｱ"].map(naturalAdvance)).toEqual([1, 0.5, 0.5, 1, 0.5]);
});

import { describe, expect, test } from "vitest";
import { type ColorContext, readSolidColor } from "../../../../electron/drawing/colors.ts";
import { Ledger } from "../../../../electron/drawing/ledger.ts";
import { element } from "./sample-package.ts";

const SPACES: Readonly<Record<string, string>> = {
  gray: '<ofd:ColorSpace Type="GRAY"/>',
  cmyk: '<ofd:ColorSpace Type="CMYK"/>',
  deep: '<ofd:ColorSpace Type="RGB" BitsPerComponent="16"/>',
  flat: '<ofd:ColorSpace Type="GRAY" BitsPerComponent="1"/>',
  palette:
    '<ofd:ColorSpace Type="RGB"><ofd:Palette><ofd:CV>0 0 0</ofd:CV><ofd:CV>156 82 35</ofd:CV></ofd:Palette></ofd:ColorSpace>',
};

function context(defaultSpace?: string): ColorContext {
  return {
    defaultSpace,
    ledger: new Ledger(),
    resources: {
      find: (kind, id) =>
        kind === "ColorSpace" && id && SPACES[id] ? { element: element(SPACES[id]), folder: "" } : undefined,
    },
  };
}

const colorOf = (attributes: string, at = context()) =>
  readSolidColor(element(`<ofd:FillColor ${attributes}/>`), at).color;

describe("colour values", () => {
  test("three numbers are RGB without any colour space", () => {
    expect(colorOf('Value="156 82 35"')).toBe("#9c5223");
  });

  test("a colour space that is not defined leaves the number of values to decide", () => {
    expect(colorOf('Value="156 82 35" ColorSpace="5"')).toBe("#9c5223");
    expect(colorOf('Value="128" ColorSpace="5"')).toBe("#808080");
  });

  test("GRAY has one value", () => {
    expect(colorOf('Value="255" ColorSpace="gray"')).toBe("#ffffff");
  });

  test("CMYK has four, the last one darkens", () => {
    expect(colorOf('Value="0 255 255 0" ColorSpace="cmyk"')).toBe("#ff0000");
    expect(colorOf('Value="0 0 0 255" ColorSpace="cmyk"')).toBe("#000000");
    expect(colorOf('Value="0 0 0 0" ColorSpace="cmyk"')).toBe("#ffffff");
  });

  test("bits for each channel set the highest value", () => {
    expect(colorOf('Value="65535 0 32768" ColorSpace="deep"')).toBe("#ff0080");
    expect(colorOf('Value="1" ColorSpace="flat"')).toBe("#ffffff");
  });

  test("hexadecimal values are read", () => {
    expect(colorOf('Value="#9C #52 #23"')).toBe("#9c5223");
    expect(colorOf('Value="#9C5223"')).toBe("#9c5223");
  });

  test("an index is looked up in the palette", () => {
    expect(colorOf('Index="1" ColorSpace="palette"')).toBe("#9c5223");
    expect(colorOf('Index="9" ColorSpace="palette"')).toBe("#000000");
  });

  test("the document's default space applies where none is named", () => {
    expect(colorOf('Value="65535 0 0"', context("deep"))).toBe("#ff0000");
  });

  test("values beyond the range are cut to it", () => {
    expect(colorOf('Value="300 -5 0"')).toBe("#ff0000");
  });

  test("no value is black", () => {
    expect(colorOf("")).toBe("#000000");
  });

  test.each(['Value="1 2"', 'Value="a b c"', 'Value="1 2 3 4 5"', 'Value=""'])(
    "%s is black and noted",
    (attributes) => {
      const at = context();
      expect(colorOf(attributes, at)).toBe("#000000");
      expect(at.ledger.omissions[0]).toMatch(/^COLOR_MALFORMED/);
    },
  );

  test("opacity is read from Alpha", () => {
    expect(readSolidColor(element('<ofd:FillColor Value="0 0 0" Alpha="51"/>'), context()).alpha).toBe(0.2);
  });
});

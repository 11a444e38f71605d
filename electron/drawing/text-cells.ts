/**
 * The characters of a TextCode as cells, one for each place on the baseline (GB/T 33190-2016 §11.3, §11.4): plain
 * characters, or glyphs by number where a CGTransform says so and the package embeds the font.
 */
import { childText, type XmlElement } from "../seal/xml.ts";
import { GLYPH_CODE_BASE, MAX_GLYPH_CODES } from "./fonts/character-map.ts";
import { readNumber, readNumbers } from "./value-syntax.ts";

/** One CGTransform: `codeCount` characters from `position` on are shown by `glyphs`. */
export interface GlyphMapping {
  readonly position: number;
  readonly codeCount: number;
  readonly glyphs: readonly number[];
}

export function readGlyphMapping(element: XmlElement): GlyphMapping | undefined {
  const glyphs = readNumbers(childText(element, "Glyphs"));
  if (!glyphs) return undefined;
  const glyphCount = readNumber(element.attributes["GlyphCount"]) ?? glyphs.length;
  return {
    position: Math.max(0, Math.trunc(readNumber(element.attributes["CodePosition"]) ?? 0)),
    codeCount: Math.max(1, Math.trunc(readNumber(element.attributes["CodeCount"]) ?? 1)),
    glyphs: glyphs.slice(0, Math.max(0, glyphCount)),
  };
}

export interface TextCells {
  readonly cells: readonly string[];
  readonly hasGlyphCodes: boolean;
  /** Mappings that begin beyond this text, for the next TextCode: some producers count through all of them. */
  readonly left: readonly GlyphMapping[];
}

/** Line ends inside a TextCode are the producer's indentation and no characters. */
export function readCells(text: string, mappings: readonly GlyphMapping[], glyphCount: number): TextCells {
  const characters = [...printable(text.replace(/[\r\n\t]/g, ""), glyphCount > 0)];
  const inside = mappings.filter(({ position }) => position < characters.length);
  const left = mappings
    .filter(({ position }) => position >= characters.length)
    .map((mapping) => ({ ...mapping, position: mapping.position - characters.length }));
  const usable = inside.filter(({ glyphs }) => glyphs.every((glyph) => isGlyph(glyph, glyphCount)));
  let cells: readonly string[] = [];
  let at = 0;
  for (const { position, codeCount, glyphs } of usable.toSorted((a, b) => a.position - b.position)) {
    if (position < at) continue;
    const coded = glyphs.map((glyph) => String.fromCodePoint(GLYPH_CODE_BASE + glyph));
    cells = cells.concat(characters.slice(at, position), coded);
    at = position + codeCount;
  }
  return { cells: cells.concat(characters.slice(at)), hasGlyphCodes: usable.length > 0, left };
}

function isGlyph(glyph: number, glyphCount: number): boolean {
  return Number.isInteger(glyph) && glyph >= 0 && glyph < Math.min(glyphCount, MAX_GLYPH_CODES);
}

/**
 * Controls and direction marks keep their place but not their effect: each character stands where the file puts it.
 * Where glyph codes are in use their private characters are not the text's to use (rare names are written with others).
 */
function printable(text: string, hasGlyphCodes: boolean): string {
  const plain = text.replace(/[\p{Cc}\u00ad\u061c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu, " ");
  return hasGlyphCodes ? plain.replace(/[\u{f0000}-\u{fffff}]/gu, "\u25a1") : plain;
}

/** Width of a character in em where the file gives no distances: full for Chinese, half for the rest. */
export function naturalAdvance(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x1100 || (code >= 0xff61 && code <= 0xffdc) ? 0.5 : 1;
}

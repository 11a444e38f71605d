/**
 * Makes an embedded font (FontFile, GB/T 33190-2016 §11.1) fit for the screen: passes a complete font through, adds the
 * tables that a subset lacks, wraps a bare CFF program, and gives glyphs private characters where CGTransform needs them.
 */
import { buildCharacterMap } from "./character-map.ts";
import { readCompactFont } from "./compact-font.ts";
import { FLAVOR_CFF, readSfnt, type SfntFile, viewOf, writeSfnt } from "./sfnt.ts";
import {
  synthesizeHead,
  synthesizeHhea,
  synthesizeHmtx,
  synthesizeMaxp,
  synthesizeName,
  synthesizeOs2,
  synthesizePost,
} from "./synthetic-tables.ts";

export interface ScreenFont {
  readonly mediaType: "font/ttf" | "font/otf";
  readonly bytes: Uint8Array;
}

export interface EmbeddedFont {
  readonly glyphCount: number;
  /** The file for the screen; `withGlyphCodes` adds U+F0000 + n for glyph n. */
  prepare(withGlyphCodes: boolean): ScreenFont;
}

/** `undefined` for formats that cannot be shown (Type 1, collections, broken files): the text takes another font then. */
export function readEmbeddedFont(bytes: Uint8Array): EmbeddedFont | undefined {
  const sfnt = readSfnt(bytes) ?? wrapCompactFont(bytes);
  const head = sfnt?.tables.get("head");
  const maxp = sfnt?.tables.get("maxp");
  if (!sfnt || !head || head.length < 54 || !maxp || maxp.length < 6 || !hasOutlines(sfnt.tables)) return undefined;
  const unitsPerEm = viewOf(head).getUint16(18) || 1000;
  const glyphCount = viewOf(maxp).getUint16(4);
  const prepared = new Map<boolean, ScreenFont>();
  return {
    glyphCount,
    prepare(withGlyphCodes) {
      const font =
        prepared.get(withGlyphCodes) ?? complete({ sfnt, unitsPerEm, glyphCount, original: bytes }, withGlyphCodes);
      prepared.set(withGlyphCodes, font);
      return font;
    },
  };
}

interface Parts {
  readonly sfnt: SfntFile;
  readonly unitsPerEm: number;
  readonly glyphCount: number;
  readonly original: Uint8Array;
}

/** A font that has all tables is passed on byte for byte. A wrapped CFF program never has them all. */
function complete({ sfnt, unitsPerEm, glyphCount, original }: Parts, withGlyphCodes: boolean): ScreenFont {
  const tables = completed(sfnt, unitsPerEm, glyphCount);
  if (withGlyphCodes || !tables.has("cmap")) tables.set("cmap", buildCharacterMap(tables.get("cmap"), glyphCount));
  const isUntouched = [...tables].every(([tag, table]) => sfnt.tables.get(tag) === table);
  return {
    mediaType: sfnt.flavor === FLAVOR_CFF ? "font/otf" : "font/ttf",
    bytes: isUntouched ? original : writeSfnt({ flavor: sfnt.flavor, tables }),
  };
}

function hasOutlines(tables: SfntFile["tables"]): boolean {
  return tables.has("CFF ") || (tables.has("glyf") && tables.has("loca"));
}

function completed({ tables }: SfntFile, unitsPerEm: number, glyphCount: number): Map<string, Uint8Array> {
  const whole = new Map(tables);
  if (!whole.has("hhea") || !whole.has("hmtx")) {
    whole.set("hhea", synthesizeHhea(unitsPerEm));
    whole.set("hmtx", synthesizeHmtx(unitsPerEm, glyphCount));
  }
  if (!whole.has("OS/2")) whole.set("OS/2", synthesizeOs2(unitsPerEm));
  if (!whole.has("name")) whole.set("name", synthesizeName());
  if (!whole.has("post")) whole.set("post", synthesizePost());
  return whole;
}

function wrapCompactFont(bytes: Uint8Array): SfntFile | undefined {
  const font = readCompactFont(bytes);
  if (!font) return undefined;
  const tables = new Map([
    ["CFF ", bytes],
    ["head", synthesizeHead(font.unitsPerEm)],
    ["maxp", synthesizeMaxp(font.glyphCount)],
  ]);
  return { flavor: FLAVOR_CFF, tables };
}

/**
 * The fonts that a drawing uses: one number each, the family names to try, and the embedded file made fit for the screen.
 * Files are prepared at the end, when it is known whether their glyphs are named by number.
 */
import { childText } from "../seal/xml.ts";
import type { BlobStore } from "./blob-store.ts";
import type { DrawnFont } from "./drawing.ts";
import { familiesOf, hasHalfWidthLatin, isBoldByName } from "./fonts/font-families.ts";
import { type EmbeddedFont, readEmbeddedFont } from "./fonts/screen-font.ts";
import type { Ledger } from "./ledger.ts";
import type { PackageReader } from "./package-reader.ts";
import type { Resource } from "./resources.ts";
import { readFlag } from "./value-syntax.ts";

export interface UsedFont {
  readonly fontId: string;
  readonly bold: boolean;
  readonly italic: boolean;
  /** Not embedded, and half an em wide in Latin. */
  readonly isHalfWidth: boolean;
  /** Glyphs that can be named by number; 0 when the package embeds no font that the screen can show. */
  readonly glyphCount: number;
  /** Says that text names glyphs of this font by number. */
  noteGlyphCodes(): void;
}

interface Entry {
  readonly used: UsedFont;
  readonly font: Omit<DrawnFont, "blobId">;
  readonly embedded: EmbeddedFont | undefined;
  hasGlyphCodes: boolean;
}

const NO_RESOURCE = Symbol("no font resource");

export class FontRegistry {
  readonly #entries = new Map<unknown, Entry>();
  /** By file, so that many names of one file cost one preparation. */
  readonly #files = new Map<Uint8Array, EmbeddedFont | undefined>();
  readonly #ledger: Ledger;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  /** The font of a resource; text whose font is not defined is shown in the ordinary face. */
  use(resource: Resource | undefined, reader: PackageReader): UsedFont {
    const key = resource?.element ?? NO_RESOURCE;
    const entry = this.#entries.get(key) ?? this.#read(resource, reader);
    this.#entries.set(key, entry);
    return entry.used;
  }

  /** All fonts, with their files added to the store. */
  finish(blobs: BlobStore): Readonly<Record<string, DrawnFont>> {
    const fonts: Record<string, DrawnFont> = {};
    for (const { used, font, embedded, hasGlyphCodes } of this.#entries.values()) {
      const blobId = embedded && blobs.addBlob(embedded.prepare(hasGlyphCodes));
      fonts[used.fontId] = { ...font, ...(blobId !== undefined && { blobId }) };
    }
    return fonts;
  }

  #read(resource: Resource | undefined, reader: PackageReader): Entry {
    const attributes = resource?.element.attributes ?? {};
    const embedded = resource && this.#embedded(resource, reader);
    const fontName = attributes["FontName"];
    const bold = readFlag(attributes["Bold"], !embedded && isBoldByName(fontName));
    const italic = readFlag(attributes["Italic"], false);
    const named = {
      fontName,
      familyName: attributes["FamilyName"],
      isFixedWidth: readFlag(attributes["FixedWidth"], false),
    };
    const entry: Entry = {
      used: {
        fontId: `f${this.#entries.size + 1}`,
        bold,
        italic,
        isHalfWidth: !embedded && hasHalfWidthLatin(named),
        glyphCount: embedded?.glyphCount ?? 0,
        noteGlyphCodes: () => {
          entry.hasGlyphCodes = true;
        },
      },
      font: { families: familiesOf(named), bold, italic },
      embedded,
      hasGlyphCodes: false,
    };
    return entry;
  }

  #embedded({ element, folder }: Resource, reader: PackageReader): EmbeddedFont | undefined {
    const location = childText(element, "FontFile");
    if (!location) return undefined;
    const entry = reader.resolve(folder, location);
    const bytes = entry === undefined ? undefined : reader.bytes(entry);
    const font = bytes && this.#file(bytes);
    if (!font) this.#ledger.omit(bytes ? "FONT_SUBSTITUTED" : "FONT_FILE_MISSING", entry ?? location);
    return font;
  }

  #file(bytes: Uint8Array): EmbeddedFont | undefined {
    if (!this.#files.has(bytes)) this.#files.set(bytes, readEmbeddedFont(bytes));
    return this.#files.get(bytes);
  }
}

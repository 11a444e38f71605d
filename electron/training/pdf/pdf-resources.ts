/** What the content of a PDF page names: fonts, transparencies, shadings (ISO 32000-1 §7.8.3). One set for a document. */
import { FONT, type FontId, type Shading } from "../ofd/sheet.ts";
import { color } from "./operands.ts";

/** By name, as the OFD licenses have them: the reader's machine brings its own face. */
const FACES: Readonly<Record<FontId, { readonly name: string; readonly isSerif: boolean }>> = {
  [FONT.song]: { name: "STSong-Light", isSerif: true },
  [FONT.songBold]: { name: "STSong-Light", isSerif: true },
  [FONT.kai]: { name: "STKaiti-Regular", isSerif: true },
  [FONT.hei]: { name: "STHeiti-Regular", isSerif: false },
  [FONT.fangsong]: { name: "STFangsong-Light", isSerif: true },
};

export class PdfResources {
  readonly #fonts = new Set<FontId>();
  readonly #transparencies = new Map<string, string>();
  readonly #shadings: string[] = [];

  font(id: FontId): string {
    this.#fonts.add(id);
    return `F${id}`;
  }

  /** @param fill 0..255 */
  transparency(fill: number, stroke: number): string {
    const name = `A${fill}x${stroke}`;
    this.#transparencies.set(name, `<< /ca ${share(fill)} /CA ${share(stroke)} >>`);
    return name;
  }

  shading({ from, to, stops }: Shading): string {
    const pieces = stops.slice(1).map(({ color: end }, index) => {
      const start = stops[index]?.color ?? end;
      return `<< /FunctionType 2 /Domain [0 1] /N 1 /C0 [${color(start.rgb)}] /C1 [${color(end.rgb)}] >>`;
    });
    const bounds = stops.slice(1, -1).map(({ position }) => position);
    const encode = pieces.map(() => "0 1").join(" ");
    const steps = `<< /FunctionType 3 /Domain [0 1] /Functions [${pieces.join(" ")}] /Bounds [${bounds.join(" ")}] /Encode [${encode}] >>`;
    const coordinates = [...from, ...to].join(" ");
    this.#shadings.push(
      `<< /ShadingType 2 /ColorSpace /DeviceRGB /Coords [${coordinates}] /Extend [true true] /Function ${steps} >>`,
    );
    return `S${this.#shadings.length}`;
  }

  /** The dictionary, and the font objects that it names from `firstNumber` on. */
  write(firstNumber: number): { readonly dictionary: string; readonly objects: readonly string[] } {
    const fonts = [...this.#fonts].toSorted();
    const objects = fonts.flatMap((id, index) => fontObjects(id, firstNumber + 3 * index));
    const entries = {
      Font: fonts.map((id, index) => `/F${id} ${firstNumber + 3 * index} 0 R`),
      ExtGState: Array.from(this.#transparencies, ([name, state]) => `/${name} ${state}`),
      Shading: this.#shadings.map((shading, index) => `/S${index + 1} ${shading}`),
    };
    const dictionary = Object.entries(entries).map(([kind, named]) => `/${kind} << ${named.join(" ")} >>`);
    return { dictionary: `<< ${dictionary.join(" ")} >>`, objects };
  }
}

function share(alpha: number): number {
  return Math.round((1000 * alpha) / 255) / 1000;
}

/** A composite font that is not embedded (§9.7.5.2): characters in UTF-16, widths left to the face. */
function fontObjects(id: FontId, number: number): readonly string[] {
  const { name, isSerif } = FACES[id];
  return [
    `<< /Type /Font /Subtype /Type0 /BaseFont /${name} /Encoding /UniGB-UTF16-H /DescendantFonts [${number + 1} 0 R] >>`,
    `<< /Type /Font /Subtype /CIDFontType0 /BaseFont /${name} /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 5 >> /FontDescriptor ${number + 2} 0 R /DW 1000 /W [1 95 500 814 939 500] >>`,
    `<< /Type /FontDescriptor /FontName /${name} /Flags ${isSerif ? 6 : 4} /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>`,
  ];
}

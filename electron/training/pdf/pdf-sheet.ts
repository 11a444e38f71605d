/**
 * A sheet that writes what is drawn on it as content of a PDF page (ISO 32000-1 §8, §9) instead of OFD objects. Millimetres
 * with y downwards, as on any other sheet: the page's own matrix turns them into points.
 */
import { type Color, createIds, type Glyph, lineLayout, type PathStyle, Sheet, type TextLine } from "../ofd/sheet.ts";
import { advanceOf } from "../ofd/text-advance.ts";
import { color, numbers, utf16 } from "./operands.ts";
import type { PdfResources } from "./pdf-resources.ts";

/** OFD operator → PDF operator. */
const OPERATORS: Readonly<Record<string, string>> = { M: "m", L: "l", B: "c", C: "h" };
const DEFAULT_LINE_WIDTH = 0.353;
/** Ink that makes a face bold which has no bold of its own, in units of its size. */
const EMBOLDEN = 0.025;
const BLACK: Color = { rgb: [0, 0, 0] };

export class PdfSheet extends Sheet {
  readonly #resources: PdfResources;
  readonly #operators: string[] = [];

  constructor(width: number, height: number, resources: PdfResources) {
    super(width, height, createIds(1));
    this.#resources = resources;
  }

  override path(data: string, style: PathStyle): void {
    const { fill, stroke, within, ctm, evenOdd } = style;
    const clip = within ? `${numbers(within.x, within.y, within.width, within.height)} re W n` : "";
    const matrix = ctm ? `${numbers(...ctm)} cm` : "";
    const shape = pathOperators(data);
    const star = evenOdd ? "*" : "";
    const start = ["q", clip, matrix, strokeState(style), this.#alpha(fill, stroke)];
    if (fill && "stops" in fill) {
      this.#operators.push(...start, shape, `W${star} n`, `/${this.#resources.shading(fill)} sh`, "Q");
      if (stroke) this.path(data, { ...withoutFill(style), stroke });
      return;
    }
    const paint = fill ? (stroke ? `B${star}` : `f${star}`) : "S";
    this.#operators.push(...start, fill ? `${color(fill.rgb)} rg` : "", shape, paint, "Q");
  }

  override text(line: TextLine): void {
    if (line.text === "") return;
    const { characters, left, spacing } = lineLayout(line);
    let x = left;
    for (const character of characters) {
      this.#glyphs(character, line, [x, line.y]);
      x += advanceOf(character) * line.size + spacing;
    }
  }

  override glyph({ text, origin, ctm, ...look }: Glyph): void {
    this.#operators.push("q", `${numbers(...ctm)} cm`);
    this.#glyphs(text, look, origin);
    this.#operators.push("Q");
  }

  override image(): void {
    throw new Error("no pictures on PDF licenses yet");
  }

  override get isEmpty(): boolean {
    return this.#operators.length === 0;
  }

  get content(): string {
    return this.#operators.filter((one) => one !== "").join("\n");
  }

  #glyphs(
    text: string,
    look: Pick<TextLine, "font" | "size" | "weight" | "color">,
    [x, y]: readonly [number, number],
  ): void {
    const { font, size, weight = 400, color: ink = BLACK } = look;
    const isBold = weight >= 600;
    this.#operators.push(
      "q",
      this.#alpha(ink, ink),
      `${color(ink.rgb)} rg`,
      isBold ? `${color(ink.rgb)} RG ${numbers(size * EMBOLDEN)} w` : "",
      `BT /${this.#resources.font(font)} ${numbers(size)} Tf ${isBold ? 2 : 0} Tr 1 0 0 -1 ${numbers(x, y)} Tm <${utf16(text)}> Tj ET`,
      "Q",
    );
  }

  #alpha(fill: PathStyle["fill"], stroke: Color | undefined): string {
    const filled = fill && !("stops" in fill) ? (fill.alpha ?? 255) : 255;
    const stroked = stroke?.alpha ?? 255;
    return filled === 255 && stroked === 255 ? "" : `/${this.#resources.transparency(filled, stroked)} gs`;
  }
}

function withoutFill({ fill: _, ...style }: PathStyle): PathStyle {
  return style;
}

function strokeState({ stroke, lineWidth = DEFAULT_LINE_WIDTH, dash, roundEnds }: PathStyle): string {
  if (!stroke) return "";
  const ends = roundEnds ? "1 J 1 j" : "";
  return `${color(stroke.rgb)} RG ${numbers(lineWidth)} w ${ends} ${dash ? `[${numbers(...dash)}] 0 d` : ""}`;
}

/** `M 1 2 L 3 4 C` → `1 2 m 3 4 l h`. */
function pathOperators(data: string): string {
  const written: string[] = [];
  let operator = "";
  for (const word of [...data.trim().split(/\s+/), ""]) {
    if (word !== "" && !Object.hasOwn(OPERATORS, word)) {
      written.push(word);
      continue;
    }
    if (operator !== "") written.push(OPERATORS[operator] ?? "");
    operator = word;
  }
  return written.join(" ");
}

/**
 * A sheet collects the graphic objects of one OFD layer (GB/T 33190-2016 §8 to §11): paths, text and pictures in
 * millimetres of the page. Every object's Boundary is given so that the coordinates inside it are easy to follow: paths
 * are in page coordinates (Boundary = whole page), text and pictures start at their own corner.
 */

import { mm, mmList, tag } from "./markup.ts";
import { advanceOf, deltaX } from "./text-advance.ts";

/** Object IDs of one document; MaxUnitID is read from it in the end. */
export interface IdSource {
  next(): number;
  max(): number;
}

export function createIds(first: number): IdSource {
  let last = first - 1;
  return {
    next() {
      last += 1;
      return last;
    },
    max: () => last,
  };
}

export type Rgb = readonly [number, number, number];

export interface Color {
  readonly rgb: Rgb;
  /** 0..255, absent = opaque. */
  readonly alpha?: number;
}

/** Linear shading between two points of the page (AxialShd, §8.3.4.2). */
export interface Shading {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  readonly stops: readonly { readonly position: number; readonly color: Color }[];
}

export type FontId = 1 | 2 | 3 | 4 | 5;

/** Fonts by name, as government forms use them; the reader's machine brings its own face. */
export const FONT = { song: 1, songBold: 2, kai: 3, hei: 4, fangsong: 5 } as const satisfies Record<string, FontId>;

export interface PathStyle {
  readonly fill?: Color | Shading;
  readonly stroke?: Color;
  readonly lineWidth?: number;
  readonly evenOdd?: boolean;
  readonly dash?: readonly number[];
  readonly roundEnds?: boolean;
  /** From the path's own coordinates to the page: a b c d e f. */
  readonly ctm?: Matrix;
  /** What lies outside is not painted (Boundary, §8.5); absent = the whole page. */
  readonly within?: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

export type Matrix = readonly [number, number, number, number, number, number];

export interface TextLine {
  readonly text: string;
  /** Left end, middle or right end by `align`; `y` is the baseline. */
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly font: FontId;
  readonly color?: Color;
  readonly align?: "left" | "center" | "right";
  /** Extra space after each character, millimetres. */
  readonly spacing?: number;
  /** Spreads the characters evenly over this width instead of `spacing`. */
  readonly spreadTo?: number;
  readonly weight?: number;
}

export interface Glyph {
  readonly text: string;
  readonly size: number;
  readonly font: FontId;
  readonly color: Color;
  /** Place of the glyph's origin in its own coordinates, before `ctm`. */
  readonly origin: readonly [number, number];
  readonly ctm: Matrix;
  readonly weight?: number;
}

const BLACK: Color = { rgb: [0, 0, 0] };

/** Where the characters of a line stand. */
export function lineLayout({ text, size, align = "left", x, ...line }: TextLine) {
  const characters = Array.from(text);
  const natural = characters.reduce((sum, character) => sum + advanceOf(character) * size, 0);
  const gaps = characters.length - 1;
  const spacing = line.spreadTo === undefined || gaps === 0 ? (line.spacing ?? 0) : (line.spreadTo - natural) / gaps;
  const width = natural + spacing * gaps;
  const left = x - (align === "left" ? 0 : align === "center" ? width / 2 : width);
  return { characters, spacing, left, width };
}

function colorTag(name: string, color: Color): string {
  return tag(name, { Value: color.rgb.join(" "), Alpha: color.alpha });
}

function shadingTag(shading: Shading): string {
  const segments = shading.stops.map(({ position, color }) =>
    tag("Segment", { Position: position }, colorTag("Color", color)),
  );
  const axial = { StartPoint: mmList(...shading.from), EndPoint: mmList(...shading.to), Extend: 3 };
  return tag("FillColor", {}, tag("AxialShd", axial, ...segments));
}

function fillTag(fill: Color | Shading): string {
  return "stops" in fill ? shadingTag(fill) : colorTag("FillColor", fill);
}

export class Sheet {
  readonly width: number;
  readonly height: number;
  readonly #ids: IdSource;
  readonly #objects: string[] = [];

  constructor(width: number, height: number, ids: IdSource) {
    this.width = width;
    this.height = height;
    this.#ids = ids;
  }

  get isEmpty(): boolean {
    return this.#objects.length === 0;
  }

  path(data: string, style: PathStyle): void {
    const { fill, stroke, lineWidth, evenOdd, dash, roundEnds, within } = style;
    const box = within ?? { x: 0, y: 0, width: this.width, height: this.height };
    const ctm = matrixInside(style.ctm, box);
    this.#objects.push(
      tag(
        "PathObject",
        {
          ID: this.#ids.next(),
          Boundary: mmList(box.x, box.y, box.width, box.height),
          CTM: ctm === undefined ? undefined : matrixText(ctm),
          LineWidth: lineWidth,
          Cap: roundEnds ? "Round" : undefined,
          Join: roundEnds ? "Round" : undefined,
          DashPattern: dash === undefined ? undefined : mmList(...dash),
          Stroke: stroke !== undefined,
          Fill: fill !== undefined,
          Rule: evenOdd ? "Even-Odd" : undefined,
        },
        stroke === undefined ? "" : colorTag("StrokeColor", stroke),
        fill === undefined ? "" : fillTag(fill),
        tag("AbbreviatedData", {}, data.trimEnd()),
      ),
    );
  }

  text(line: TextLine): void {
    const { text, size, font, weight, color = BLACK } = line;
    if (text === "") return;
    const { characters, spacing, left, width } = lineLayout(line);
    this.#objects.push(
      tag(
        "TextObject",
        {
          ID: this.#ids.next(),
          Boundary: mmList(left, line.y - size, width + size * 0.2, size * 1.35),
          Font: font,
          Size: size,
          Weight: weight,
        },
        colorTag("FillColor", color),
        tag("TextCode", { X: "0", Y: mm(size), DeltaX: deltaX(characters, size, spacing) }, escapeText(text)),
      ),
    );
  }

  /** One glyph turned or stretched by a matrix; for lettering along a curve. */
  glyph(glyph: Glyph): void {
    this.#objects.push(
      tag(
        "TextObject",
        {
          ID: this.#ids.next(),
          Boundary: mmList(0, 0, this.width, this.height),
          CTM: matrixText(glyph.ctm),
          Font: glyph.font,
          Size: glyph.size,
          Weight: glyph.weight,
        },
        colorTag("FillColor", glyph.color),
        tag("TextCode", { X: mm(glyph.origin[0]), Y: mm(glyph.origin[1]) }, escapeText(glyph.text)),
      ),
    );
  }

  image(resourceId: number, box: { x: number; y: number; width: number; height: number }): void {
    this.#objects.push(
      tag("ImageObject", {
        ID: this.#ids.next(),
        Boundary: mmList(box.x, box.y, box.width, box.height),
        CTM: mmList(box.width, 0, 0, box.height, 0, 0),
        ResourceID: resourceId,
      }),
    );
  }

  /** The layer with everything drawn so far, in drawing order. */
  layer(type: "Body" | "Background" | "Foreground"): string {
    return tag("Layer", { ID: this.#ids.next(), Type: type }, ...this.#objects);
  }
}

/** Page coordinates are kept for a path whose Boundary starts elsewhere. */
function matrixInside(ctm: Matrix | undefined, box: { x: number; y: number }): Matrix | undefined {
  if (box.x === 0 && box.y === 0) return ctm;
  const [a, b, c, d, e, f] = ctm ?? [1, 0, 0, 1, 0, 0];
  return [a, b, c, d, e - box.x, f - box.y];
}

/** Turning and scaling need more digits than places do. */
function matrixText([a, b, c, d, e, f]: Matrix): string {
  const fine = [a, b, c, d].map((value) => String(Math.round(value * 10_000) / 10_000));
  return [...fine, mm(e), mm(f)].join(" ");
}

function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

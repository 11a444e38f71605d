/** TextObject (GB/T 33190-2016 §11.2, §11.3): every character at its own place, turned and scaled as the object says. */
import type { XmlElement } from "../seal/xml.ts";
import type { DrawContext } from "./context.ts";
import { type Style, strokeOf } from "./draw-params.ts";
import type { Box, DrawnItem, GlyphRun, Paint, TextItem } from "./drawing.ts";
import { readFrame } from "./graphic-unit.ts";
import { readPaint } from "./shadings.ts";
import { isSetHalfWidth, readQuarterTurn, readRuns } from "./text-runs.ts";
import { readFlag, readNumber } from "./value-syntax.ts";

const BLACK: Paint = { kind: "solid", color: "#000000", alpha: 1 };

/** `undefined` when the text shows nothing. */
export function readTextObject(object: XmlElement, style: Style, context: DrawContext): DrawnItem | undefined {
  const { attributes } = object;
  const size = readNumber(attributes["Size"]);
  if (size === undefined || size <= 0) {
    context.ledger.omit("TEXT_MALFORMED", attributes["ID"]);
    return undefined;
  }
  const font = context.fonts.use(context.resources.find("Font", attributes["Font"]), context.reader);
  const hScale = readScale(attributes["HScale"]);
  const runs = readRuns(object, font, { size, hScale }, context);
  const paints = readPaints(object, style, context);
  if (runs.length === 0 || (!paints.fill && !paints.stroke)) return undefined;
  // Stand-in fonts have other ascents than the font the boundary was measured with, so a line's height may stand out.
  const extent = { box: extentOf(runs, size * Math.max(1, hScale)), slack: size };
  return {
    kind: "text",
    ...readFrame(object, extent, context.ledger),
    fontId: font.fontId,
    sizeMm: size,
    weight: readWeight(attributes["Weight"], font.bold),
    italic: font.italic || readFlag(attributes["Italic"], false),
    hScale,
    isHalfWidth: font.isHalfWidth && isSetHalfWidth(runs, size * hScale),
    charDirection: readQuarterTurn(attributes["CharDirection"]),
    ...paints,
    runs,
  };
}

/** Fill defaults to true and black, Stroke to false and transparent. */
function readPaints(object: XmlElement, style: Style, context: DrawContext): Pick<TextItem, "fill" | "stroke"> {
  const isFilled = readFlag(object.attributes["Fill"], true);
  const isStroked = readFlag(object.attributes["Stroke"], false) && style.strokeColor !== undefined;
  return {
    ...(isFilled && { fill: style.fillColor ? readPaint(style.fillColor, context) : BLACK }),
    ...(isStroked && style.strokeColor && { stroke: strokeOf(style, readPaint(style.strokeColor, context)) }),
  };
}

/** A box around all characters, a full em to each side, so that it holds whatever way they are turned. */
function extentOf(runs: readonly GlyphRun[], em: number): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { xs, ys } of runs) {
    for (const x of xs) {
      left = Math.min(left, x);
      right = Math.max(right, x);
    }
    for (const y of ys) {
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  return { x: left, y: top - em, width: right - left + em, height: bottom - top + 1.25 * em };
}

/** Beyond these no text could be read, and the painter would divide by almost nothing. */
function readScale(text: string | undefined): number {
  const scale = readNumber(text) ?? 1;
  return scale >= 0.01 && scale <= 100 ? scale : 1;
}

function readWeight(text: string | undefined, isBold: boolean): number {
  const weight = readNumber(text) || 400;
  return Math.min(1000, Math.max(isBold ? 700 : 1, weight));
}

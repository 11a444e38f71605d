/** PathObject (GB/T 33190-2016 §9.1): outline by default, filled when it says so. */
import { childText, type XmlElement } from "../seal/xml.ts";
import { readRule } from "./clip-regions.ts";
import type { DrawContext } from "./context.ts";
import { type Style, strokeOf } from "./draw-params.ts";
import type { DrawnItem, Paint, Stroke } from "./drawing.ts";
import { readFrame } from "./graphic-unit.ts";
import { grownBox } from "./matrix.ts";
import { readPathData } from "./path-data.ts";
import { readPaint } from "./shadings.ts";
import { readFlag } from "./value-syntax.ts";

const BLACK: Paint = { kind: "solid", color: "#000000", alpha: 1 };

/** `undefined` when the path shows nothing. */
export function readPathObject(object: XmlElement, style: Style, context: DrawContext): DrawnItem | undefined {
  const reading = readPathData(childText(object, "AbbreviatedData") ?? "");
  if (!reading.isWhole) context.ledger.omit("PATH_MALFORMED", object.attributes["ID"]);
  const stroke = readStroke(object, style, context);
  const fill = readFill(object, style, context);
  if (reading.d === "" || (!fill && !stroke)) return undefined;
  if (!context.ledger.spend("pathCharacters", reading.d.length)) return undefined;
  const reach = stroke ? (stroke.widthMm / 2) * cornerReach(stroke, reading.isRectilinear) : 0;
  // Boundaries are often drawn tight around the line's middle, so half its width may stand out.
  const extent = { box: grownBox(reading.box, reach), slack: stroke ? stroke.widthMm / 2 : 0 };
  return {
    kind: "path",
    ...readFrame(object, extent, context.ledger),
    d: reading.d,
    fillRule: readRule(object),
    ...(fill && { fill }),
    ...(stroke && { stroke }),
  };
}

/** How far an outline may stand out from its middle, in half line widths. */
function cornerReach({ join, cap, miterLimit }: Stroke, isRectilinear: boolean): number {
  if (isRectilinear) return 1;
  return Math.max(join === "miter" ? miterLimit : 1, cap === "square" ? Math.SQRT2 : 1);
}

/** Stroke defaults to true and black. */
function readStroke(object: XmlElement, style: Style, context: DrawContext): Stroke | undefined {
  if (!readFlag(object.attributes["Stroke"], true)) return undefined;
  return strokeOf(style, style.strokeColor ? readPaint(style.strokeColor, context) : BLACK);
}

/** Fill defaults to false, and its colour to transparent. */
function readFill(object: XmlElement, style: Style, context: DrawContext): Paint | undefined {
  if (!readFlag(object.attributes["Fill"], false) || !style.fillColor) return undefined;
  return readPaint(style.fillColor, context);
}

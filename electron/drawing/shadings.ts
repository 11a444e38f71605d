/**
 * Axial and radial shadings of CT_Color (GB/T 33190-2016 §8.3.4.2 AxialShd, §8.3.4.3 RadialShd) as gradient paints.
 * Mesh shadings and patterns are named as omissions and painted in one of their colours.
 */
import { childNamed, childrenNamed, type XmlElement } from "../seal/xml.ts";
import { type ColorContext, readSolidColor, type SolidColor } from "./colors.ts";
import type { GradientSpread, GradientStop, Matrix, Paint } from "./drawing.ts";
import { LIMITS } from "./limits.ts";
import { follow, shift } from "./matrix.ts";
import { readNumber, readPosition, roundTo4 } from "./value-syntax.ts";

type Point = readonly [number, number];

/** The paint of FillColor or StrokeColor. */
export function readPaint(element: XmlElement, context: ColorContext): Paint {
  const axial = childNamed(element, "AxialShd");
  const radial = childNamed(element, "RadialShd");
  const shading = axial ? readAxial(axial, context) : radial ? readRadial(radial, context) : undefined;
  if (shading) return shading;
  const other = element.children.find((c) =>
    ["Pattern", "GouraudShd", "LaGourandShd", "LaGouraudShd"].includes(c.name),
  );
  if (axial || radial || other) context.ledger.omit("UNSUPPORTED_SHADING", (axial ?? radial ?? other)?.name);
  return { kind: "solid", ...((other && firstColorInside(other, context)) ?? readSolidColor(element, context)) };
}

/** A pattern or mesh leaves more of a page's look when its first colour stands in for it than when it is black. */
function firstColorInside(element: XmlElement, context: ColorContext): SolidColor | undefined {
  const queue = [...element.children];
  for (let at = 0; at < queue.length && at < 200; at++) {
    const child = queue[at];
    if (!child) break;
    if (/^(Color|FillColor|StrokeColor|BackColor)$/.test(child.name)) return readSolidColor(child, context);
    queue.push(...child.children.slice(0, 200));
  }
  return undefined;
}

function readAxial(element: XmlElement, context: ColorContext): Paint | undefined {
  const from = readPosition(element.attributes["StartPoint"]);
  const to = readPosition(element.attributes["EndPoint"]);
  const stops = readStops(element, context);
  if (!from || !to || stops.length === 0) return undefined;
  const spread = readSpread(element);
  const step = stepShare(element, spread, Math.hypot(to[0] - from[0], to[1] - from[1]));
  return {
    kind: "linear",
    from,
    to: between(from, to, step),
    spread,
    stops: spread === "pad" ? withOpenEnds(stops, readExtend(element)) : stops,
  };
}

function readRadial(element: XmlElement, context: ColorContext): Paint | undefined {
  const start = readPosition(element.attributes["StartPoint"]);
  const end = readPosition(element.attributes["EndPoint"]);
  const endRadius = readNumber(element.attributes["EndRadius"]);
  const startRadius = readNumber(element.attributes["StartRadius"]) ?? 0;
  const stops = readStops(element, context);
  if (!start || !end || endRadius === undefined || endRadius < 0 || startRadius < 0 || stops.length === 0) {
    return undefined;
  }
  const spread = readSpread(element);
  const open = spread === "pad" ? withOpenEnds(stops, readExtend(element)) : stops;
  const step = stepShare(element, spread, Math.abs(endRadius - startRadius));
  const outer = between(start, end, step);
  const outerRadius = startRadius + (endRadius - startRadius) * step;
  // SVG paints from the inner circle outward, so a shading that shrinks is turned round.
  const shrinks = outerRadius < startRadius;
  const transform = readEllipse(element, shrinks ? start : outer);
  return {
    kind: "radial",
    focus: shrinks ? outer : start,
    focusRadius: roundTo4(Math.min(startRadius, outerRadius)),
    center: shrinks ? start : outer,
    radius: roundTo4(Math.max(startRadius, outerRadius)),
    spread,
    ...(transform && { transform }),
    stops: shrinks ? open.map((stop) => ({ ...stop, offset: roundTo4(1 - stop.offset) })).reverse() : open,
  };
}

/** MapType: Direct ends the colours, Repeat and Reflect start over (table 29, 30). */
function readSpread(element: XmlElement): GradientSpread {
  const mapType = element.attributes["MapType"]?.trim();
  return mapType === "Repeat" ? "repeat" : mapType === "Reflect" ? "reflect" : "pad";
}

/** MapUnit is the length of one repetition; as a share of the whole length, 1 where it does not apply. */
function stepShare(element: XmlElement, spread: GradientSpread, length: number): number {
  const unit = readNumber(element.attributes["MapUnit"]);
  return spread === "pad" || unit === undefined || unit <= 0 || length === 0 ? 1 : unit / length;
}

/** Extend: 1 beyond the end, 2 beyond the start, 3 both, 0 (the default) neither. */
function readExtend(element: XmlElement): { start: boolean; end: boolean } {
  const extend = readNumber(element.attributes["Extend"]) ?? 0;
  return { start: extend === 2 || extend === 3, end: extend === 1 || extend === 3 };
}

function withOpenEnds(stops: readonly GradientStop[], extend: { start: boolean; end: boolean }): GradientStop[] {
  const open = [...stops];
  const [first] = stops;
  const last = stops.at(-1);
  if (first && !extend.start) {
    if (first.offset > 0) open.unshift({ ...first, offset: 0 });
    open.unshift({ ...first, offset: 0, alpha: 0 });
  }
  if (last && !extend.end) {
    if (last.offset < 1) open.push({ ...last, offset: 1 });
    open.push({ ...last, offset: 1, alpha: 0 });
  }
  return open;
}

/** Segments without a Position are spread evenly between the ends. */
function readStops(element: XmlElement, context: ColorContext): readonly GradientStop[] {
  const segments = childrenNamed(element, "Segment").slice(0, LIMITS.gradientStops);
  const stops = segments.map((segment, index): GradientStop => {
    const even = segments.length < 2 ? 0 : index / (segments.length - 1);
    const offset = Math.min(1, Math.max(0, readNumber(segment.attributes["Position"]) ?? even));
    const color = childNamed(segment, "Color");
    return { offset: roundTo4(offset), ...(color ? readSolidColor(color, context) : { color: "#000000", alpha: 1 }) };
  });
  return stops.sort((a, b) => a.offset - b.offset);
}

function between(from: Point, to: Point, share: number): Point {
  return [roundTo4(from[0] + (to[0] - from[0]) * share), roundTo4(from[1] + (to[1] - from[1]) * share)];
}

/** Eccentricity 0 ≤ e < 1 flattens the circle, Angle turns the long axis clockwise from x. */
function readEllipse(element: XmlElement, center: Point): Matrix | undefined {
  const eccentricity = readNumber(element.attributes["Eccentricity"]) ?? 0;
  if (!(eccentricity > 0 && eccentricity < 1)) return undefined;
  const angle = ((readNumber(element.attributes["Angle"]) ?? 0) * Math.PI) / 180;
  const turn = (by: number): Matrix => [Math.cos(by), Math.sin(by), -Math.sin(by), Math.cos(by), 0, 0];
  const flatten: Matrix = [1, 0, 0, Math.sqrt(1 - eccentricity ** 2), 0, 0];
  return [shift(-center[0], -center[1]), turn(-angle), flatten, turn(angle), shift(center[0], center[1])].reduce(
    follow,
  );
}

/**
 * Drawing parameters (GB/T 33190-2016 §8.2): line and colour settings that objects take from their own attributes, the
 * DrawParam they name, the ones it is relative to, their layer, and at last the defaults of the standard, in this order.
 */
import { childNamed, type XmlElement } from "../seal/xml.ts";
import type { Paint, Stroke } from "./drawing.ts";
import { LIMITS } from "./limits.ts";
import type { ResourceTable } from "./resources.ts";
import { readNumber, readNumbers } from "./value-syntax.ts";

/** What is settled so far; colours stay elements until an object really paints with them. */
export interface Style {
  readonly lineWidth?: number;
  readonly cap?: Stroke["cap"];
  readonly join?: Stroke["join"];
  readonly miterLimit?: number;
  readonly dash?: readonly number[];
  readonly dashOffset?: number;
  readonly fillColor?: XmlElement;
  readonly strokeColor?: XmlElement;
}

/** Defaults of table 24 and 34. */
const LINE_WIDTH_MM = 0.353;
const MITER_LIMIT = 3.528;
/** Width 0 comes from converters that mean the thinnest visible line. */
const HAIRLINE_MM = 0.09;

/**
 * The style of a layer, page object or clip area: its own settings over its DrawParam over `inherited`.
 * A DrawParam that no resource defines (met in genuine files) leaves the inherited style.
 */
export function styleOf(element: XmlElement, resources: ResourceTable, inherited: Style): Style {
  const id = element.attributes["DrawParam"];
  return { ...inherited, ...(id !== undefined && namedStyle(id, resources)), ...ownStyle(element) };
}

/** Parameters are shared by many objects and resolved once for each table of resources. */
const resolved = new WeakMap<ResourceTable, Map<string, Style>>();

function namedStyle(id: string, resources: ResourceTable): Style {
  const styles = resolved.get(resources) ?? new Map<string, Style>();
  resolved.set(resources, styles);
  const style = styles.get(id) ?? drawParamStyle(id, resources, 0);
  styles.set(id, style);
  return style;
}

function drawParamStyle(id: string | undefined, resources: ResourceTable, links: number): Style {
  const element = resources.find("DrawParam", id)?.element;
  if (!element || links >= LIMITS.drawParamLinks) return {};
  return { ...drawParamStyle(element.attributes["Relative"], resources, links + 1), ...ownStyle(element) };
}

function ownStyle(element: XmlElement): Style {
  const { attributes } = element;
  const lineWidth = readNumber(attributes["LineWidth"]);
  const miterLimit = readNumber(attributes["MiterLimit"]);
  const dashOffset = readNumber(attributes["DashOffset"]);
  const cap = readCap(attributes["Cap"]);
  const join = readJoin(attributes["Join"]);
  const dash = readNumbers(attributes["DashPattern"])?.slice(0, LIMITS.dashes);
  const fillColor = childNamed(element, "FillColor");
  const strokeColor = childNamed(element, "StrokeColor");
  return {
    ...(lineWidth !== undefined && { lineWidth }),
    ...(miterLimit !== undefined && { miterLimit }),
    ...(dashOffset !== undefined && { dashOffset }),
    ...(cap && { cap }),
    ...(join && { join }),
    ...(dash && { dash }),
    ...(fillColor && { fillColor }),
    ...(strokeColor && { strokeColor }),
  };
}

function readCap(text: string | undefined): Stroke["cap"] | undefined {
  const word = text?.trim().toLowerCase();
  return word === "butt" || word === "round" || word === "square" ? word : undefined;
}

function readJoin(text: string | undefined): Stroke["join"] | undefined {
  const word = text?.trim().toLowerCase();
  return word === "miter" || word === "round" || word === "bevel" ? word : undefined;
}

/** The pen of a style. */
export function strokeOf(style: Style, paint: Paint): Stroke {
  const dash = style.dash?.every((length) => length >= 0) && style.dash.some((length) => length > 0);
  return {
    paint,
    widthMm: Math.abs(style.lineWidth ?? LINE_WIDTH_MM) || HAIRLINE_MM,
    cap: style.cap ?? "butt",
    join: style.join ?? "miter",
    miterLimit: Math.max(1, style.miterLimit ?? MITER_LIMIT),
    ...(dash && style.dash && { dash: style.dash, dashOffset: style.dashOffset ?? 0 }),
  };
}

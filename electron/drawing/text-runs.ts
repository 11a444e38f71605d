/**
 * Where the characters of a TextObject stand (GB/T 33190-2016 §11.3): TextCode by TextCode from its start point on, by
 * DeltaX and DeltaY; along ReadDirection by natural widths where a file gives no distances.
 */
import type { XmlElement } from "../seal/xml.ts";
import type { DrawContext } from "./context.ts";
import type { GlyphRun, TextItem } from "./drawing.ts";
import type { UsedFont } from "./font-registry.ts";
import { LIMITS } from "./limits.ts";
import { type GlyphMapping, naturalAdvance, readCells, readGlyphMapping, type TextCells } from "./text-cells.ts";
import { expandDeltas } from "./text-deltas.ts";
import { readNumber, roundTo4 } from "./value-syntax.ts";

export interface Scale {
  /** Millimetres. */
  readonly size: number;
  readonly hScale: number;
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/** One run for each TextCode with characters. CGTransforms stand before the TextCode they belong to (schema of CT_Text). */
export function readRuns(object: XmlElement, font: UsedFont, scale: Scale, context: DrawContext): readonly GlyphRun[] {
  const step = naturalStep(object.attributes["ReadDirection"], scale);
  const runs: GlyphRun[] = [];
  let mappings: readonly GlyphMapping[] = [];
  let start: Place = { x: 0, y: 0 };
  for (const child of object.children) {
    if (child.name === "CGTransform") mappings = withMapping(mappings, child, context);
    if (child.name !== "TextCode") continue;
    start = readStart(child, start);
    if (!mayFit(child, context)) continue;
    const { cells, left } = cellsOf(child, mappings, font);
    mappings = left;
    if (cells.length > 0 && context.ledger.spend("glyphs", cells.length))
      runs.push(placeCells(child, cells, start, step));
  }
  return runs;
}

/** A text longer than all glyphs together may be is not even taken apart. */
function mayFit({ text }: XmlElement, context: DrawContext): boolean {
  return text.length <= 2 * LIMITS.glyphs || context.ledger.spend("glyphs", text.length);
}

function withMapping(
  mappings: readonly GlyphMapping[],
  element: XmlElement,
  context: DrawContext,
): readonly GlyphMapping[] {
  const mapping = readGlyphMapping(element);
  if (mapping && mappings.length < LIMITS.glyphMappings) return [...mappings, mapping];
  if (mapping) context.ledger.omit("LIMIT_GLYPH_MAPPINGS");
  return mappings;
}

function cellsOf(textCode: XmlElement, mappings: readonly GlyphMapping[], font: UsedFont): TextCells {
  if (textCode.text === "") return { cells: [], hasGlyphCodes: false, left: mappings };
  const reading = readCells(textCode.text, mappings, font.glyphCount);
  if (reading.hasGlyphCodes) font.noteGlyphCodes();
  return reading;
}

/** A TextCode without X or Y takes that of the one before. */
function readStart({ attributes }: XmlElement, before: Place): Place {
  return { x: readNumber(attributes["X"]) ?? before.x, y: readNumber(attributes["Y"]) ?? before.y };
}

function placeCells(textCode: XmlElement, cells: readonly string[], start: Place, step: NaturalStep): GlyphRun {
  const deltasX = expandDeltas(textCode.attributes["DeltaX"], cells.length - 1);
  const deltasY = expandDeltas(textCode.attributes["DeltaY"], cells.length - 1);
  // Without any distance the standard stacks the characters; every reader sets them side by side instead.
  const isNatural = !deltasX && !deltasY;
  const xs: number[] = [];
  const ys: number[] = [];
  let { x, y } = start;
  cells.forEach((cell, index) => {
    xs.push(roundTo4(x));
    ys.push(roundTo4(y));
    const natural = isNatural ? step(cell) : undefined;
    x += natural?.x ?? deltasX?.[index] ?? 0;
    y += natural?.y ?? deltasY?.[index] ?? 0;
  });
  return { text: cells.join(""), xs, ys };
}

/** From one character to the next where the file gives no distances. */
type NaturalStep = (character: string) => Place;

function naturalStep(direction: string | undefined, { size, hScale }: Scale): NaturalStep {
  switch (readQuarterTurn(direction)) {
    case 90:
      return () => ({ x: 0, y: size });
    case 180:
      return (character) => ({ x: -size * hScale * naturalAdvance(character), y: 0 });
    case 270:
      return () => ({ x: 0, y: -size });
    default:
      return (character) => ({ x: size * hScale * naturalAdvance(character), y: 0 });
  }
}

/** Whether every Latin character with a neighbour on its line has about half an em of room. */
export function isSetHalfWidth(runs: readonly GlyphRun[], em: number): boolean {
  return runs.every(({ text, xs, ys }) =>
    Array.from(text).every((character, index) => {
      if (!/[!-~]/.test(character) || index + 1 >= xs.length || ys[index] !== ys[index + 1]) return true;
      const share = ((xs[index + 1] ?? 0) - (xs[index] ?? 0)) / em;
      return share > 0.44 && share < 0.56;
    }),
  );
}

/** Quarter turns clockwise; anything between is taken as upright. */
export function readQuarterTurn(text: string | undefined): TextItem["charDirection"] {
  const turned = (((readNumber(text) ?? 0) % 360) + 360) % 360;
  return turned === 90 || turned === 180 || turned === 270 ? turned : 0;
}

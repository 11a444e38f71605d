/**
 * Fonts of two glyphs for tests: glyph 0 is empty, glyph 1 is a full square from the baseline up to one em. Made here byte by
 * byte; the TrueType one lacks every table that subsets embedded in OFD files lack, the other one is a bare CFF program.
 */
import { FLAVOR_TRUETYPE, writeSfnt } from "../../../../../electron/drawing/fonts/sfnt.ts";
import { synthesizeHead } from "../../../../../electron/drawing/fonts/synthetic-tables.ts";

const EM = 1000;

function shorts(...values: readonly number[]): number[] {
  return values.flatMap((value) => [(value >> 8) & 255, value & 255]);
}

/** Tables head, maxp, loca and glyf only. */
export function bareTrueTypeFont(): Uint8Array {
  const outline = [
    ...shorts(1, 0, 0, EM, EM, 3, 0),
    ...[1, 1, 1, 1],
    ...shorts(0, 0, EM, 0),
    ...shorts(0, EM, 0, -EM),
    0,
    0,
  ];
  const maxp = Uint8Array.from([...shorts(1, 0, 2, 4, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0)]);
  const head = synthesizeHead(EM);
  // Offsets of 16 bits, counted in halves.
  const loca = Uint8Array.from(shorts(0, 0, outline.length / 2));
  return writeSfnt({
    flavor: FLAVOR_TRUETYPE,
    tables: new Map([
      ["head", head],
      ["maxp", maxp],
      ["loca", loca],
      ["glyf", Uint8Array.from(outline)],
    ]),
  });
}

function index(...items: readonly (readonly number[])[]): number[] {
  if (items.length === 0) return [0, 0];
  const offsets = [1];
  for (const item of items) offsets.push((offsets.at(-1) ?? 1) + item.length);
  return [...shorts(items.length), 1, ...offsets, ...items.flat()];
}

/** A number in five bytes, so that offsets do not change the length of the dictionary. */
function long(value: number): number[] {
  return [29, 0, 0, (value >> 8) & 255, value & 255];
}

/** Charstring number. */
function operand(value: number): number[] {
  return [28, (value >> 8) & 255, value & 255];
}

/** Header, name, top dictionary, no strings, no subroutines, two charstrings, an empty private dictionary. */
export function bareCompactFont(): Uint8Array {
  const square = [
    ...operand(0),
    ...operand(0),
    21,
    ...operand(EM),
    ...operand(0),
    5,
    ...operand(0),
    ...operand(EM),
    5,
    ...operand(-EM),
    ...operand(0),
    5,
    14,
  ];
  const head = [1, 0, 4, 1, ...index([0x54])];
  const dict = (charStrings: number, end: number) => [...long(charStrings), 17, ...long(0), ...long(end), 18];
  const between = [...index(), ...index()];
  const start = head.length + index(dict(0, 0)).length + between.length;
  const glyphs = index([14], square);
  const end = start + glyphs.length;
  return Uint8Array.from([...head, ...index(dict(start, end)), ...between, ...glyphs]);
}

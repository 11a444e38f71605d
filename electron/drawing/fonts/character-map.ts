/**
 * The `cmap` table (ISO/IEC 14496-22 §5.2.1): which glyph stands for which character. Embedded fonts of OFD files often
 * have none, because CGTransform names glyphs by number; so a new table is built in which U+F0000 + n means glyph n.
 */
import { viewOf } from "./sfnt.ts";

/** First of the private characters that stand for glyphs by number (supplementary private use area A). */
export const GLYPH_CODE_BASE = 0xf0000;
/** The area ends at U+FFFFD. */
export const MAX_GLYPH_CODES = 0xfffe;

interface Range {
  first: number;
  last: number;
  glyph: number;
}

const MAX_RANGES = 70_000;

/** A `cmap` with the characters of `original`, where it can be read, and one private character for each glyph. */
export function buildCharacterMap(original: Uint8Array | undefined, glyphCount: number): Uint8Array {
  const ranges = (original ? readRanges(original) : []).filter(
    ({ first, last, glyph }) => last < GLYPH_CODE_BASE && glyph + last - first < glyphCount,
  );
  const coded = Math.min(glyphCount, MAX_GLYPH_CODES);
  if (coded > 0) ranges.push({ first: GLYPH_CODE_BASE, last: GLYPH_CODE_BASE + coded - 1, glyph: 0 });
  return writeFormat12(ranges);
}

function writeFormat12(ranges: readonly Range[]): Uint8Array {
  const out = new Uint8Array(12 + 16 + 12 * ranges.length);
  const view = viewOf(out);
  view.setUint16(2, 1);
  view.setUint16(4, 3);
  view.setUint16(6, 10);
  view.setUint32(8, 12);
  view.setUint16(12, 12);
  view.setUint32(16, 16 + 12 * ranges.length);
  view.setUint32(24, ranges.length);
  ranges.forEach(({ first, last, glyph }, index) => {
    const at = 28 + 12 * index;
    view.setUint32(at, first);
    view.setUint32(at + 4, last);
    view.setUint32(at + 8, glyph);
  });
  return out;
}

/** Platform and encoding pairs, best first; the last two are the symbol and Macintosh maps of older subsets. */
const ENCODINGS = ["3/10", "0/6", "0/4", "3/1", "0/3", "0/2", "0/1", "0/0", "3/0", "1/0"];

function readRanges(table: Uint8Array): Range[] {
  const view = viewOf(table);
  const found: { rank: number; offset: number }[] = [];
  const count = table.length < 4 ? 0 : view.getUint16(2);
  for (let i = 0, at = 4; i < count && at + 8 <= table.length; i++, at += 8) {
    const rank = ENCODINGS.indexOf(`${view.getUint16(at)}/${view.getUint16(at + 2)}`);
    if (rank >= 0) found.push({ rank, offset: view.getUint32(at + 4) });
  }
  found.sort((a, b) => a.rank - b.rank);
  for (const { offset } of found) {
    const pairs = offset + 8 <= table.length ? readSubtable(viewOf(table.subarray(offset))) : [];
    if (pairs.length > 0) return joinRanges(pairs);
  }
  return [];
}

function readSubtable(view: DataView): Range[] {
  switch (view.getUint16(0)) {
    case 0:
      return readByteMap(view);
    case 4:
      return readSegments(view);
    case 6:
      return readTrimmed(view);
    case 12:
      return readGroups(view);
    default:
      return [];
  }
}

function readByteMap(view: DataView): Range[] {
  const ranges: Range[] = [];
  for (let code = 0x20; code < 0x7f && 6 + code < view.byteLength; code++) {
    ranges.push({ first: code, last: code, glyph: view.getUint8(6 + code) });
  }
  return ranges;
}

function readTrimmed(view: DataView): Range[] {
  if (view.byteLength < 10) return [];
  const first = view.getUint16(6);
  const count = Math.min(view.getUint16(8), Math.floor((view.byteLength - 10) / 2));
  return Array.from({ length: count }, (_, i) => {
    return { first: first + i, last: first + i, glyph: view.getUint16(10 + 2 * i) };
  });
}

function readGroups(view: DataView): Range[] {
  if (view.byteLength < 16) return [];
  const count = Math.min(view.getUint32(12), Math.floor((view.byteLength - 16) / 12), MAX_RANGES);
  return Array.from({ length: count }, (_, i) => {
    const at = 16 + 12 * i;
    return { first: view.getUint32(at), last: view.getUint32(at + 4), glyph: view.getUint32(at + 8) };
  }).filter(({ first, last }) => first <= last && last <= 0x10ffff);
}

function readSegments(view: DataView): Range[] {
  if (view.byteLength < 16) return [];
  const count = Math.min(view.getUint16(6) >> 1, Math.floor((view.byteLength - 16) / 8));
  const ranges: Range[] = [];
  for (let i = 0; i < count && ranges.length < MAX_RANGES; i++) {
    const last = view.getUint16(14 + 2 * i);
    const first = view.getUint16(16 + 2 * (count + i));
    for (let code = first; code <= last && code < 0xffff && ranges.length < MAX_RANGES; code++) {
      const glyph = segmentGlyph(view, { count, index: i, first, code });
      if (glyph !== 0) ranges.push({ first: code, last: code, glyph });
    }
  }
  return ranges;
}

function segmentGlyph(view: DataView, at: { count: number; index: number; first: number; code: number }): number {
  const delta = view.getUint16(16 + 2 * (2 * at.count + at.index));
  const rangeAt = 16 + 2 * (3 * at.count + at.index);
  const rangeOffset = view.getUint16(rangeAt);
  if (rangeOffset === 0) return (at.code + delta) & 0xffff;
  const glyphAt = rangeAt + rangeOffset + 2 * (at.code - at.first);
  const glyph = glyphAt + 2 <= view.byteLength ? view.getUint16(glyphAt) : 0;
  return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
}

/** Sorted, without overlaps, neighbours joined, as format 12 demands. */
function joinRanges(ranges: Range[]): Range[] {
  const joined: Range[] = [];
  for (const range of ranges.sort((a, b) => a.first - b.first)) {
    const previous = joined.at(-1);
    if (!previous || range.first > previous.last + 1) {
      joined.push({ ...range });
    } else if (range.first === previous.last + 1 && range.glyph === previous.glyph + range.first - previous.first) {
      previous.last = range.last;
    } else if (range.last > previous.last) {
      const first = previous.last + 1;
      joined.push({ first, last: range.last, glyph: range.glyph + first - range.first });
    }
  }
  return joined;
}

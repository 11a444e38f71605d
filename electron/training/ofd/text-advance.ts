/**
 * How far each character carries the pen. The file states every step itself (DeltaX, GB/T 33190-2016 §11.3), so a page
 * looks alike whichever face stands in for 宋体: full-width characters take their size, others a middle way between the
 * half-width Latin of Chinese faces and the proportional one.
 */

import { mm } from "./markup.ts";

const NARROW = /[ .,:;'!|iljIJt()[\]/-]/;
const BROAD = /[MWmw@%]/;
/** Printable ASCII; everything else, the middle dot of names included, is full-width in Chinese faces. */
const ROMAN = /[\u0020-\u007e]/;
/** Comma, full stop, semicolon, colon, enumeration comma, closing brackets, both widths. */
const CLOSING_MARK = /^[\uff0c\u3002\uff1b\uff1a\u3001\uff09\u300b,.;:)]/;

/** Advance in units of the font size. */
export function advanceOf(character: string): number {
  if (!ROMAN.test(character)) return 1;
  if (BROAD.test(character)) return 0.86;
  if (NARROW.test(character)) return 0.37;
  if (/[A-Z]/.test(character)) return 0.68;
  return /[a-z]/.test(character) ? 0.55 : 0.6;
}

/** Runs of three or more equal steps are written `g count step`. */
export function deltaX(characters: readonly string[], size: number, spacing: number): string | undefined {
  const steps = characters.slice(0, -1).map((character) => mm(advanceOf(character) * size + spacing));
  if (steps.length === 0) return undefined;
  const written: string[] = [];
  for (let at = 0; at < steps.length; ) {
    let end = at;
    while (steps[end] === steps[at] && end < steps.length) end += 1;
    const run = end - at;
    written.push(...(run >= 3 ? ["g", String(run), steps[at] ?? "0"] : steps.slice(at, end)));
    at = end;
  }
  return written.join(" ");
}

export function widthOf(text: string, size: number): number {
  return Array.from(text).reduce((sum, character) => sum + advanceOf(character) * size, 0);
}

/** Breaks a text into lines that fit the width: numbers and Latin words stay whole, no line starts with a closing mark. */
export function breakLines(text: string, size: number, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of text.match(/[0-9A-Za-z.-]+|\s+|./gsu) ?? []) {
    if (line !== "" && widthOf(line + piece, size) > width && !CLOSING_MARK.test(piece)) {
      lines.push(line);
      line = "";
    }
    line += piece;
  }
  return line === "" ? lines : [...lines, line];
}

/** The largest size up to `size` at which the text fits the width. */
export const fittedSize = (text: string, size: number, width: number): number =>
  Math.min(size, width / Math.max(widthOf(text, 1), 1));

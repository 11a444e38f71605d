/**
 * How far each character carries the pen. The file states every step itself (DeltaX, GB/T 33190-2016 §11.3), so a page
 * looks alike whichever face stands in for 宋体: full-width characters take their size, others a middle way between the
 * half-width Latin of Chinese faces and the proportional one.
 */

import { mm } from "./markup.ts";

const NARROW = /[ .,:;'!|iljIt()[\]]/;
const WIDE_CAPITAL = /[MW]/;
/** Full-width and half-width comma, full stop, semicolon, colon, enumeration comma, closing brackets. */
const CLOSING_MARK = /[\uff0c\u3002\uff1b\uff1a\u3001\uff09\u300b,.;:)]/;
const ROMAN = /[\u0020-\u007e\u00b7]/;

/** Advance in units of the font size. */
export function advanceOf(character: string): number {
  if (!ROMAN.test(character)) return 1;
  if (character === "·") return 0.5;
  if (WIDE_CAPITAL.test(character)) return 0.84;
  if (NARROW.test(character)) return 0.36;
  return /[a-z]/.test(character) ? 0.54 : 0.6;
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

/** Breaks a text into lines that fit the width; no line starts with a closing mark. */
export function breakLines(text: string, size: number, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const character of text) {
    const isFull = widthOf(line + character, size) > width;
    if (isFull && !CLOSING_MARK.test(character)) {
      lines.push(line);
      line = "";
    }
    line += character;
  }
  return line === "" ? lines : [...lines, line];
}

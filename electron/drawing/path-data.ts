/**
 * AbbreviatedData of a path (GB/T 33190-2016 §9.1, table 36: S M L Q B A C, absolute) as SVG path data. Letters differ
 * in meaning: C closes here, B is the cubic curve. What follows a malformed operator is left out and reported.
 */
import type { Box } from "./drawing.ts";
import { LIMITS } from "./limits.ts";
import { roundTo4 } from "./value-syntax.ts";

export interface PathReading {
  /** SVG path data with the commands M L Q C A Z only; empty when nothing can be drawn. */
  readonly d: string;
  /** A box around all points, control points and full arcs; the outline lies inside it. */
  readonly box: Box;
  /** True when it consists of upright and level lines only, as frames and rules do: their corners do not spike. */
  readonly isRectilinear: boolean;
  /** False when reading ended early at something that is no path operator. */
  readonly isWhole: boolean;
}

const OPERANDS: Readonly<Record<string, number>> = { S: 2, M: 2, L: 2, Q: 4, B: 6, A: 7, C: 0 };
const SVG_LETTER: Readonly<Record<string, string>> = { S: "M", M: "M", L: "L", Q: "Q", B: "C", A: "A", C: "Z" };
const TOKEN = /[A-Za-z]|[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?/g;

export function readPathData(text: string): PathReading {
  const tokens = text.slice(0, LIMITS.onePathCharacters).match(TOKEN) ?? [];
  const parts: string[] = [];
  const extent = new Extent();
  let isWhole = text.length <= LIMITS.onePathCharacters;
  let at = 0;
  while (at < tokens.length && isWhole) {
    const letter = tokens[at] ?? "";
    const count = OPERANDS[letter];
    const values = count === undefined ? undefined : readOperands(tokens, at + 1, count);
    if (!values) {
      isWhole = false;
    } else {
      // §9.1 starts every path with S or M; a path that does not is drawn from the origin, as other readers do.
      if (parts.length === 0 && letter !== "M" && letter !== "S") parts.push("M0 0");
      parts.push(SVG_LETTER[letter] + values.join(" "));
      extent.add(letter, values);
      at += 1 + values.length;
    }
  }
  return { d: parts.join(""), box: extent.box(), isRectilinear: extent.isRectilinear, isWhole };
}

function readOperands(tokens: readonly string[], from: number, count: number): number[] | undefined {
  const values: number[] = [];
  for (let i = 0; i < count; i++) {
    const value = Number(tokens[from + i]);
    if (!(Math.abs(value) <= LIMITS.coordinate)) return undefined;
    values.push(roundTo4(value));
  }
  return count === 7 ? arcOperands(values) : values;
}

/** Radii are lengths and the two arc flags are 0 or 1, whatever number stands there. */
function arcOperands([rx = 0, ry = 0, turn = 0, large = 0, sweep = 0, x = 0, y = 0]: number[]): number[] {
  return [Math.abs(rx), Math.abs(ry), turn, large === 0 ? 0 : 1, sweep === 0 ? 0 : 1, x, y];
}

class Extent {
  #left = Number.POSITIVE_INFINITY;
  #top = Number.POSITIVE_INFINITY;
  #right = Number.NEGATIVE_INFINITY;
  #bottom = Number.NEGATIVE_INFINITY;
  #lastX = 0;
  #lastY = 0;
  isRectilinear = true;

  add(letter: string, values: readonly number[]): void {
    if (letter === "L") this.isRectilinear &&= values[0] === this.#lastX || values[1] === this.#lastY;
    else if (letter === "Q" || letter === "B" || letter === "A") this.isRectilinear = false;
    if (letter === "A") this.#arc(values);
    else for (let i = 0; i + 1 < values.length; i += 2) this.#point(values[i] ?? 0, values[i + 1] ?? 0);
  }

  /** An arc stays within two radii of its end; radii too short for the chord are stretched to it. */
  #arc([rx = 0, ry = 0, , , , x = 0, y = 0]: readonly number[]): void {
    const reach = Math.max(2 * rx, 2 * ry, Math.hypot(x - this.#lastX, y - this.#lastY));
    this.#point(x - reach, y - reach);
    this.#point(x + reach, y + reach);
    this.#point(x, y);
  }

  #point(x: number, y: number): void {
    this.#lastX = x;
    this.#lastY = y;
    this.#left = Math.min(this.#left, x);
    this.#right = Math.max(this.#right, x);
    this.#top = Math.min(this.#top, y);
    this.#bottom = Math.max(this.#bottom, y);
  }

  box(): Box {
    if (this.#left > this.#right) return { x: 0, y: 0, width: 0, height: 0 };
    return { x: this.#left, y: this.#top, width: this.#right - this.#left, height: this.#bottom - this.#top };
  }
}

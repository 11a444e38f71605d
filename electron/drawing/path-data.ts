/**
 * AbbreviatedData of a path (GB/T 33190-2016 §9.1, table 36: S M L Q B A C, absolute) as SVG path data. Letters differ
 * in meaning: C closes here, B is the cubic curve. What follows a malformed operator is left out and reported.
 */
import type { Box } from "./drawing.ts";
import { LIMITS } from "./limits.ts";
import { PathScanner } from "./path-scanner.ts";

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

/** What reading goes on with. Operands lie in one list that every operator uses again. */
interface Reading {
  readonly scanner: PathScanner;
  readonly values: number[];
  readonly extent: Extent;
  d: string;
}

export function readPathData(text: string): PathReading {
  const scanner = new PathScanner(text.slice(0, LIMITS.onePathCharacters));
  const reading: Reading = { scanner, values: [], extent: new Extent(), d: "" };
  let letter = scanner.letter();
  while (letter && readOperator(letter, reading)) letter = scanner.letter();
  const { d, extent } = reading;
  const isWhole = letter === "" && text.length <= LIMITS.onePathCharacters;
  return { d, box: extent.box(), isRectilinear: extent.isRectilinear, isWhole };
}

/** Adds one operator with its operands; false, and nothing added, when it is none or lacks some. */
function readOperator(letter: string, reading: Reading): boolean {
  const count = OPERANDS[letter];
  if (count === undefined) return false;
  const { scanner, values, extent } = reading;
  const written = count === 0 ? "" : scanner.operands(count, values);
  if (written === undefined) return false;
  // §9.1 starts every path with S or M; a path that does not is drawn from the origin, as other readers do.
  if (reading.d === "" && letter !== "M" && letter !== "S") reading.d = "M0 0";
  reading.d += SVG_LETTER[letter] + (letter === "A" ? writeArc(values) : written);
  extent.add(letter, values, count);
  return true;
}

/** Radii are lengths and the two flags are 0 or 1, whatever number stands there. */
function writeArc([rx = 0, ry = 0, turn, large, sweep, x, y]: readonly number[]): string {
  return [Math.abs(rx), Math.abs(ry), turn, large === 0 ? 0 : 1, sweep === 0 ? 0 : 1, x, y].join(" ");
}

class Extent {
  #left = Number.POSITIVE_INFINITY;
  #top = Number.POSITIVE_INFINITY;
  #right = Number.NEGATIVE_INFINITY;
  #bottom = Number.NEGATIVE_INFINITY;
  #lastX = 0;
  #lastY = 0;
  isRectilinear = true;

  add(letter: string, values: readonly number[], count: number): void {
    if (letter === "L") this.isRectilinear &&= values[0] === this.#lastX || values[1] === this.#lastY;
    else if (letter === "Q" || letter === "B" || letter === "A") this.isRectilinear = false;
    if (letter === "A") this.#arc(values);
    else for (let i = 0; i + 1 < count; i += 2) this.#point(values[i] ?? 0, values[i + 1] ?? 0);
  }

  /** An arc stays within two radii of its end; radii too short for the chord are stretched to it. */
  #arc([rx = 0, ry = 0, , , , x = 0, y = 0]: readonly number[]): void {
    const chord = Math.hypot(x - this.#lastX, y - this.#lastY);
    const reach = Math.max(2 * Math.abs(rx), 2 * Math.abs(ry), chord);
    this.#point(x - reach, y - reach);
    this.#point(x + reach, y + reach);
    this.#point(x, y);
  }

  #point(x: number, y: number): void {
    this.#lastX = x;
    this.#lastY = y;
    if (x < this.#left) this.#left = x;
    if (x > this.#right) this.#right = x;
    if (y < this.#top) this.#top = y;
    if (y > this.#bottom) this.#bottom = y;
  }

  box(): Box {
    if (this.#left > this.#right) return { x: 0, y: 0, width: 0, height: 0 };
    return { x: this.#left, y: this.#top, width: this.#right - this.#left, height: this.#bottom - this.#top };
  }
}

/**
 * Arithmetic of `Matrix` (GB/T 33190-2016 §8.6): points are rows, `[x y 1] · M`, so an object's CTM comes first and the
 * shift to its boundary after it.
 */
import type { Box, Matrix } from "./drawing.ts";
import { readNumbers } from "./value-syntax.ts";

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

export function shift(x: number, y: number): Matrix {
  return [1, 0, 0, 1, x, y];
}

/** The matrix that applies `first` and then `second`. */
export function follow(first: Matrix, second: Matrix): Matrix {
  const [a, b, c, d, e, f] = first;
  const [A, B, C, D, E, F] = second;
  return [a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F];
}

/** CTM of six numbers; anything else is `undefined`. */
export function readMatrix(text: string | undefined): Matrix | undefined {
  const numbers = readNumbers(text);
  if (numbers?.length !== 6) return undefined;
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = numbers;
  return [a, b, c, d, e, f];
}

/** The smallest upright box around a box after the transform. */
export function boxAfter({ x, y, width, height }: Box, [a, b, c, d, e, f]: Matrix): Box {
  return {
    x: a * x + c * y + e + Math.min(0, a * width) + Math.min(0, c * height),
    y: b * x + d * y + f + Math.min(0, b * width) + Math.min(0, d * height),
    width: Math.abs(a * width) + Math.abs(c * height),
    height: Math.abs(b * width) + Math.abs(d * height),
  };
}

export function isBoxInside(inner: Box, outer: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

export function grownBox(box: Box, by: number): Box {
  return { x: box.x - by, y: box.y - by, width: box.width + 2 * by, height: box.height + 2 * by };
}

/**
 * Multiples of one point that is used again and again (the base point, a CA's key): a table of m · 2^(w·i) · Q makes a
 * multiplication one addition per window, without any doubling.
 */
import type { AffinePoint } from "./curve.ts";
import { type Element, fromNumber, invert, LIMBS, multiply, newElement } from "./field.ts";
import { addAffine, addPoint, copyPoint, double, infinity, type Point, setAffine } from "./point.ts";

const SCALAR_BITS = 256;

export interface FixedBase {
  readonly windowBits: number;
  /** x and y of each multiple, `2 · LIMBS` doubles; `2^(windowBits−1)` multiples per window. */
  readonly table: Float64Array;
}

/** @param windowBits 5 costs about 160 KB and 3 ms, 7 about 450 KB and 8 ms. */
export function buildFixedBase(base: AffinePoint, windowBits: number): FixedBase {
  const perWindow = 1 << (windowBits - 1);
  const windows = Math.ceil((SCALAR_BITS + 1) / windowBits);
  const start = infinity();
  setAffine(start, fromNumber(base.x), fromNumber(base.y));
  const multiples: Point[] = [];
  for (let window = 0; window < windows; window++) {
    const point = copyPoint(start);
    for (let multiple = 1; multiple <= perWindow; multiple++) {
      multiples.push(copyPoint(point));
      addPoint(point, start);
    }
    for (let bit = 0; bit < windowBits; bit++) double(start);
  }
  return { windowBits, table: toAffineTable(multiples) };
}

/** One inversion for all points (Montgomery's trick). None of them is the point at infinity: their order is N. */
function toAffineTable(points: readonly Point[]): Float64Array {
  const products: Element[] = [];
  const product = fromNumber(1n);
  for (const point of points) {
    products.push(Float64Array.from(product));
    multiply(product, product, point.z);
  }
  const rest = newElement();
  invert(rest, product);
  const table = new Float64Array(points.length * 2 * LIMBS);
  const [zInverse, zSquared] = [newElement(), newElement()];
  for (let i = points.length - 1; i >= 0; i--) {
    const point = points[i] as Point;
    multiply(zInverse, rest, products[i] as Element);
    multiply(rest, rest, point.z);
    multiply(zSquared, zInverse, zInverse);
    const at = 2 * LIMBS * i;
    multiply(table.subarray(at, at + LIMBS), point.x, zSquared);
    multiply(zSquared, zSquared, zInverse);
    multiply(table.subarray(at + LIMBS, at + 2 * LIMBS), point.y, zSquared);
  }
  return table;
}

const [tableX, tableY] = [newElement(), newElement()];

/** sum += scalar · Q. @param scalar in [0, 2^256) */
export function addMultiple(sum: Point, base: FixedBase, scalar: bigint): void {
  const { windowBits, table } = base;
  const perWindow = 1 << (windowBits - 1);
  const shift = BigInt(windowBits);
  let rest = scalar;
  for (let window = 0; rest > 0n; window++) {
    let digit = Number(BigInt.asUintN(windowBits, rest));
    rest >>= shift;
    if (digit > perWindow) {
      digit -= 2 * perWindow;
      rest += 1n;
    }
    if (digit === 0) continue;
    const at = 2 * LIMBS * (window * perWindow + Math.abs(digit) - 1);
    const sign = digit < 0 ? -1 : 1;
    for (let i = 0; i < LIMBS; i++) {
      tableX[i] = table[at + i] as number;
      tableY[i] = sign * (table[at + LIMBS + i] as number);
    }
    addAffine(sum, tableX, tableY);
  }
}

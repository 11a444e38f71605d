/** A multiple of a point met for the first time: signed sliding windows (wNAF) of five bits over its odd multiples. */
import type { AffinePoint } from "./curve.ts";
import { fromNumber } from "./field.ts";
import { addPoint, copyPoint, double, infinity, negate, type Point, setAffine } from "./point.ts";

const WINDOW_BITS = 5;
const RADIX = 1 << WINDOW_BITS;

/** scalar · base. @param scalar in [0, 2^256) */
export function multiplyPoint(base: AffinePoint, scalar: bigint): Point {
  const { plus, minus } = oddMultiples(base);
  const digits = windowDigits(scalar);
  const product = infinity();
  for (let i = digits.length - 1; i >= 0; i--) {
    double(product);
    const digit = digits[i] as number;
    if (digit > 0) addPoint(product, plus[digit >> 1] as Point);
    if (digit < 0) addPoint(product, minus[-digit >> 1] as Point);
  }
  return product;
}

/** 1, 3, 5 … 15 times the base, and their opposites. */
function oddMultiples(base: AffinePoint): { plus: readonly Point[]; minus: readonly Point[] } {
  const point = infinity();
  setAffine(point, fromNumber(base.x), fromNumber(base.y));
  const twice = copyPoint(point);
  double(twice);
  const plus: Point[] = [];
  const minus: Point[] = [];
  for (let i = 0; i < RADIX / 4; i++) {
    plus.push(copyPoint(point));
    const opposite = copyPoint(point);
    negate(opposite);
    minus.push(opposite);
    addPoint(point, twice);
  }
  return { plus, minus };
}

/** Digits, lowest first, each zero or odd and below 16 in size, with at least four zeros after one that is not. */
function windowDigits(scalar: bigint): readonly number[] {
  const digits: number[] = [];
  for (let rest = scalar; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 0n) {
      digits.push(0);
      continue;
    }
    const low = Number(BigInt.asUintN(WINDOW_BITS, rest));
    const digit = low >= RADIX / 2 ? low - RADIX : low;
    digits.push(digit);
    rest -= BigInt(digit);
  }
  return digits;
}

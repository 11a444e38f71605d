/**
 * Points of the SM2 curve y² = x³ − 3x + b in Jacobian coordinates (x = X/Z², y = Y/Z³). All coordinates are kept
 * carried (see field.ts), so that every product below stays inside its limits; the numbers of terms stand beside them.
 */
import { addScaled, type Element, fromNumber, isZero, multiply, newElement, settle } from "./field.ts";

export interface Point {
  readonly x: Element;
  readonly y: Element;
  readonly z: Element;
  isInfinity: boolean;
}

const ONE = fromNumber(1n);
/** Scratch; no function here calls another while it uses them. */
const [s0, s1, s2, s3, s4, s5] = [newElement(), newElement(), newElement(), newElement(), newElement(), newElement()];

export function infinity(): Point {
  return { x: newElement(), y: newElement(), z: newElement(), isInfinity: true };
}

export function setAffine(point: Point, x: Element, y: Element): void {
  point.x.set(x);
  point.y.set(y);
  point.z.set(ONE);
  point.isInfinity = false;
}

export function copyPoint(point: Point): Point {
  return {
    x: Float64Array.from(point.x),
    y: Float64Array.from(point.y),
    z: Float64Array.from(point.z),
    isInfinity: point.isInfinity,
  };
}

/** point = 2 · point (dbl-2001-b for a = −3). There is no point of order two. */
export function double(point: Point): void {
  if (point.isInfinity) return;
  const { x, y, z } = point;
  multiply(s0, z, z); // δ
  multiply(s1, y, y); // γ
  multiply(s2, x, s1); // β
  addScaled(s3, x, -1, s0);
  addScaled(s4, x, 1, s0);
  multiply(s3, s3, s4); // 2 × 2 terms
  addScaled(s3, s3, 2, s3); // α, 3 terms
  addScaled(s4, y, 1, y);
  multiply(z, s4, z); // Z₃ = 2YZ
  multiply(s4, s3, s3); // 3 × 3
  addScaled(x, s4, -8, s2);
  settle(x); // X₃ = α² − 8β
  addScaled(s2, s2, 3, s2);
  addScaled(s2, s2, -1, x); // 4β − X₃, 5 terms
  multiply(s2, s3, s2); // 3 × 5
  multiply(s1, s1, s1);
  addScaled(y, s2, -8, s1);
  settle(y); // Y₃ = α(4β − X₃) − 8γ²
}

/** point += (x, y), an affine point. */
export function addAffine(point: Point, x: Element, y: Element): void {
  if (point.isInfinity) {
    setAffine(point, x, y);
    settle(point.y);
    return;
  }
  multiply(s0, point.z, point.z);
  multiply(s1, x, s0);
  multiply(s0, s0, point.z);
  multiply(s2, y, s0);
  addScaled(s1, s1, -1, point.x); // H, 2 terms
  addScaled(s2, s2, -1, point.y); // r, 2 terms
  finishAddition(point, point.x, point.y);
}

/** point += other. */
export function addPoint(point: Point, other: Point): void {
  if (other.isInfinity) return;
  if (point.isInfinity) {
    point.x.set(other.x);
    point.y.set(other.y);
    point.z.set(other.z);
    point.isInfinity = false;
    return;
  }
  multiply(s0, point.z, point.z);
  multiply(s1, other.x, s0);
  multiply(s0, s0, point.z);
  multiply(s2, other.y, s0);
  multiply(s0, other.z, other.z);
  multiply(s3, point.x, s0); // U₁
  multiply(s0, s0, other.z);
  multiply(s4, point.y, s0); // S₁
  addScaled(s1, s1, -1, s3);
  addScaled(s2, s2, -1, s4);
  const z = point.z;
  // With Z₂ multiplied in first, the rest is as for an affine point.
  if (!isZero(s1)) multiply(z, z, other.z);
  finishAddition(point, s3, s4);
}

/** The common end of both additions, from H in s1, r in s2 and the first point's U₁ and S₁. */
function finishAddition(point: Point, u: Element, s: Element): void {
  if (isZero(s1)) {
    if (isZero(s2)) double(point);
    else point.isInfinity = true;
    return;
  }
  const { x, y, z } = point;
  multiply(z, z, s1); // Z₃ = Z₁·H
  multiply(s0, s1, s1);
  multiply(s1, s1, s0); // H³
  multiply(s0, u, s0); // V = U₁·H²
  multiply(s5, s, s1); // S₁·H³
  multiply(x, s2, s2);
  addScaled(x, x, -1, s1);
  addScaled(x, x, -2, s0);
  settle(x); // X₃ = r² − H³ − 2V
  addScaled(s0, s0, -1, x);
  multiply(s0, s2, s0); // 2 × 2
  addScaled(y, s0, -1, s5);
  settle(y); // Y₃ = r(V − X₃) − S₁·H³
}

/** point = −point. */
export function negate(point: Point): void {
  for (let i = 0; i < point.y.length; i++) point.y[i] = -(point.y[i] as number);
  settle(point.y);
}

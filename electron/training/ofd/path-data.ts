/**
 * AbbreviatedData of GB/T 33190-2016 §9.1 (M, L, Q, B, A, C) for the shapes that license pages and seals are drawn with.
 * All coordinates are millimetres, y downwards.
 */

import { mmList } from "./markup.ts";

export type Point = readonly [number, number];

export const moveTo = (x: number, y: number): string => `M ${mmList(x, y)} `;
export const lineTo = (x: number, y: number): string => `L ${mmList(x, y)} `;
export const curveTo = (a: Point, b: Point, to: Point): string => `B ${mmList(...a, ...b, ...to)} `;
const CLOSE = "C ";

export function polyline(points: readonly Point[], closed = false): string {
  const [first, ...rest] = points;
  if (first === undefined) return "";
  return moveTo(...first) + rest.map((point) => lineTo(...point)).join("") + (closed ? CLOSE : "");
}

export function rectangle(x: number, y: number, width: number, height: number): string {
  return polyline(
    [
      [x, y],
      [x + width, y],
      [x + width, y + height],
      [x, y + height],
    ],
    true,
  );
}

/** Control length that makes a cubic quarter circle of radius 1. */
const QUARTER = 0.5523;

export function ellipse(cx: number, cy: number, rx: number, ry: number): string {
  const kx = rx * QUARTER;
  const ky = ry * QUARTER;
  return (
    moveTo(cx + rx, cy) +
    curveTo([cx + rx, cy + ky], [cx + kx, cy + ry], [cx, cy + ry]) +
    curveTo([cx - kx, cy + ry], [cx - rx, cy + ky], [cx - rx, cy]) +
    curveTo([cx - rx, cy - ky], [cx - kx, cy - ry], [cx, cy - ry]) +
    curveTo([cx + kx, cy - ry], [cx + rx, cy - ky], [cx + rx, cy]) +
    CLOSE
  );
}

export const circle = (cx: number, cy: number, radius: number): string => ellipse(cx, cy, radius, radius);

export interface RoundedBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly radius: number;
}

export function roundedRectangle({ x, y, width, height, radius }: RoundedBox): string {
  const right = x + width;
  const bottom = y + height;
  const k = radius * (1 - QUARTER);
  return (
    moveTo(x + radius, y) +
    lineTo(right - radius, y) +
    curveTo([right - k, y], [right, y + k], [right, y + radius]) +
    lineTo(right, bottom - radius) +
    curveTo([right, bottom - k], [right - k, bottom], [right - radius, bottom]) +
    lineTo(x + radius, bottom) +
    curveTo([x + k, bottom], [x, bottom - k], [x, bottom - radius]) +
    lineTo(x, y + radius) +
    curveTo([x, y + k], [x + k, y], [x + radius, y]) +
    CLOSE
  );
}

export interface Star {
  readonly cx: number;
  readonly cy: number;
  readonly outer: number;
  readonly inner: number;
  readonly points: number;
  /** Radians the first tip is turned from straight up. */
  readonly turn?: number;
}

export function star({ cx, cy, outer, inner, points, turn = 0 }: Star): string {
  const corners = Array.from({ length: points * 2 }, (_, index): Point => {
    const angle = turn + (index * Math.PI) / points;
    const radius = index % 2 === 0 ? outer : inner;
    return [cx + radius * Math.sin(angle), cy - radius * Math.cos(angle)];
  });
  return polyline(corners, true);
}

/** A smooth closed curve through the points (Catmull-Rom turned into cubics). */
export function smoothLoop(points: readonly Point[]): string {
  const count = points.length;
  const at = (index: number): Point => points[((index % count) + count) % count] ?? [0, 0];
  let data = moveTo(...at(0));
  for (let index = 0; index < count; index += 1) {
    const [p0, p1, p2, p3] = [at(index - 1), at(index), at(index + 1), at(index + 2)];
    data += curveTo(
      [p1[0] + (p2[0] - p0[0]) / 6, p1[1] + (p2[1] - p0[1]) / 6],
      [p2[0] - (p3[0] - p1[0]) / 6, p2[1] - (p3[1] - p1[1]) / 6],
      p2,
    );
  }
  return data + CLOSE;
}

export interface Wave {
  readonly x: number;
  readonly y: number;
  readonly halfPeriod: number;
  readonly count: number;
  readonly amplitude: number;
}

/** A run of half waves along x, first one upwards for a positive amplitude; close to a sine with one cubic each. */
export function wave({ x, y, halfPeriod, count, amplitude }: Wave): string {
  let data = moveTo(x, y);
  for (let index = 0; index < count; index += 1) {
    const start = x + index * halfPeriod;
    const height = (index % 2 === 0 ? -1 : 1) * amplitude * 1.333;
    data += curveTo(
      [start + halfPeriod * 0.364, y + height],
      [start + halfPeriod * 0.636, y + height],
      [start + halfPeriod, y],
    );
  }
  return data;
}

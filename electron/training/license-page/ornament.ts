/**
 * Security-print ornaments that license pages share: waved ground, rosettes, braided borders and corner pieces. Repeated
 * figures are one path under different matrices, which keeps the packed page small.
 */

import { type Point, polyline, rectangle, smoothLoop, star, wave } from "../ofd/path-data.ts";
import type { Color, Rgb, Sheet } from "../ofd/sheet.ts";

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const ink = (rgb: Rgb, alpha?: number): Color => (alpha === undefined ? { rgb } : { rgb, alpha });

/** A ground that fades from one tint to another and back, top to bottom. */
export function tintedGround(sheet: Sheet, box: Box, edge: Rgb, middle: Rgb): void {
  sheet.path(rectangle(box.x, box.y, box.width, box.height), {
    fill: {
      from: [box.x, box.y],
      to: [box.x + box.width * 0.25, box.y + box.height],
      stops: [
        { position: 0, color: ink(edge) },
        { position: 0.5, color: ink(middle) },
        { position: 1, color: ink(edge) },
      ],
    },
  });
}

export interface WavedGround {
  readonly box: Box;
  readonly color: Rgb;
  readonly alpha: number;
  /** Distance between lines. */
  readonly pitch: number;
  readonly amplitude: number;
  readonly halfPeriod: number;
}

/** Fine parallel waves; each line is shifted a little so that the field seems to swing. */
export function wavedGround(sheet: Sheet, { box, color, alpha, pitch, amplitude, halfPeriod }: WavedGround): void {
  const count = Math.ceil(box.width / halfPeriod) + 4;
  const line = wave({ x: 0, y: 0, halfPeriod, count, amplitude });
  const rows = Math.ceil(box.height / pitch);
  for (let row = 0; row <= rows; row += 1) {
    const swing = Math.sin((row / rows) * Math.PI * 3) * halfPeriod * 0.9;
    sheet.path(line, {
      stroke: ink(color, alpha),
      lineWidth: 0.1,
      within: box,
      ctm: [1, 0, 0, 1, box.x - halfPeriod * 2 + swing, box.y + row * pitch],
    });
  }
}

export interface Rosette {
  readonly cx: number;
  readonly cy: number;
  readonly radius: number;
  readonly petals: number;
  readonly color: Rgb;
  readonly alpha: number;
  readonly lineWidth?: number;
  /** 0 = a circle, 1 = petals that reach the middle. */
  readonly depth?: number;
  /** How many turned copies are interlaced. */
  readonly copies?: number;
}

export function rosette(sheet: Sheet, spec: Rosette): void {
  const { cx, cy, radius, petals, color, alpha, lineWidth = 0.1, depth = 0.55, copies = 8 } = spec;
  const steps = petals * 4;
  const loop = smoothLoop(
    Array.from({ length: steps }, (_, index): Point => {
      const angle = (index * 2 * Math.PI) / steps;
      const reach = radius * (1 - depth / 2 + (depth / 2) * Math.cos(petals * angle));
      return [reach * Math.cos(angle), reach * Math.sin(angle)];
    }),
  );
  for (let copy = 0; copy < copies; copy += 1) {
    const turn = (copy * 2 * Math.PI) / petals / copies;
    const [sin, cos] = [Math.sin(turn), Math.cos(turn)];
    sheet.path(loop, { stroke: ink(color, alpha), lineWidth, ctm: [cos, sin, -sin, cos, cx, cy] });
  }
}

export interface BorderSpec {
  readonly box: Box;
  readonly main: Rgb;
  readonly accent: Rgb;
  /** Width of the braided band. */
  readonly band: number;
}

function braidSide(sheet: Sheet, spec: BorderSpec, side: { from: Point; length: number; isUpright: boolean }): void {
  const { band, main, accent } = spec;
  const count = Math.max(4, 2 * Math.round(side.length / band / 1.3));
  const halfPeriod = side.length / count;
  const ctm = side.isUpright
    ? ([0, 1, 1, 0, side.from[0], side.from[1]] as const)
    : ([1, 0, 0, 1, side.from[0], side.from[1]] as const);
  const strand = (amplitude: number): string => wave({ x: 0, y: 0, halfPeriod, count, amplitude });
  for (const share of [0.44, 0.3]) {
    sheet.path(strand(band * share) + strand(-band * share), {
      stroke: ink(share > 0.4 ? main : accent, share > 0.4 ? 255 : 190),
      lineWidth: share > 0.4 ? band * 0.075 : band * 0.05,
      ctm,
    });
  }
  const reach = band * 0.12;
  const beads = Array.from({ length: count }, (_, index): string => {
    const x = (index + 0.5) * halfPeriod;
    return polyline(
      [
        [x - reach, 0],
        [x, -reach],
        [x + reach, 0],
        [x, reach],
      ],
      true,
    );
  }).join("");
  sheet.path(beads, { fill: ink(accent, 230), ctm });
}

function corner(sheet: Sheet, spec: BorderSpec, cx: number, cy: number): void {
  const { band, main, accent } = spec;
  const half = band * 0.78;
  sheet.path(rectangle(cx - half, cy - half, half * 2, half * 2), {
    fill: ink([255, 255, 255]),
    stroke: ink(main),
    lineWidth: band * 0.075,
  });
  rosette(sheet, {
    cx,
    cy,
    radius: half * 0.94,
    petals: 8,
    color: main,
    alpha: 255,
    lineWidth: band * 0.045,
    depth: 0.8,
    copies: 2,
  });
  sheet.path(star({ cx, cy, outer: half * 0.46, inner: half * 0.2, points: 8 }), { fill: ink(accent) });
}

/** Double line, braid with beads, double line, and a square piece at each corner; drawn inwards from the box. */
export function braidedBorder(sheet: Sheet, spec: BorderSpec): void {
  const { box, band, main, accent } = spec;
  const line = (inset: number, lineWidth: number, color: Rgb): void =>
    sheet.path(rectangle(box.x + inset, box.y + inset, box.width - inset * 2, box.height - inset * 2), {
      stroke: ink(color),
      lineWidth,
    });
  sheet.path(
    rectangle(box.x, box.y, box.width, box.height) +
      rectangle(box.x + band * 1.7, box.y + band * 1.7, box.width - band * 3.4, box.height - band * 3.4),
    { fill: ink(accent, 34), evenOdd: true },
  );
  line(0, band * 0.16, main);
  line(band * 0.24, band * 0.06, accent);
  line(band * 1.46, band * 0.06, accent);
  line(band * 1.7, band * 0.11, main);
  const middle = band * 0.85;
  const [left, top] = [box.x + middle, box.y + middle];
  const [right, bottom] = [box.x + box.width - middle, box.y + box.height - middle];
  const [across, down] = [right - left, bottom - top];
  braidSide(sheet, spec, { from: [left, top], length: across, isUpright: false });
  braidSide(sheet, spec, { from: [left, bottom], length: across, isUpright: false });
  braidSide(sheet, spec, { from: [left, top], length: down, isUpright: true });
  braidSide(sheet, spec, { from: [right, top], length: down, isUpright: true });
  for (const cx of [left, right]) for (const cy of [top, bottom]) corner(sheet, spec, cx, cy);
}

/**
 * A small painter of anti-aliased shapes: closed outlines are filled with an exact share of each pixel along x and four
 * sub-lines along y, and laid over what is there. It draws the portraits, nothing else.
 */

import type { Picture } from "./png.ts";

export type Point = readonly [number, number];
export type Rgb = readonly [number, number, number];

/** Colour and opacity at a place of the drawing, in the drawing's own units. */
export type Ink = (x: number, y: number) => { readonly rgb: Rgb; readonly alpha: number };

const SUB_LINES = 4;

interface Edge {
  readonly top: number;
  readonly bottom: number;
  /** x at `top`. */
  readonly x: number;
  readonly slope: number;
}

export const flat = (rgb: Rgb, alpha = 1): Ink => {
  const ink = { rgb, alpha };
  return () => ink;
};

const mix = (a: Rgb, b: Rgb, t: number): Rgb => [
  a[0] + (b[0] - a[0]) * t,
  a[1] + (b[1] - a[1]) * t,
  a[2] + (b[2] - a[2]) * t,
];

const clamp = (value: number): number => Math.min(1, Math.max(0, value));

export function between(from: Point, to: Point, first: Rgb, last: Rgb): Ink {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const squared = dx * dx + dy * dy;
  return (x, y) => ({
    rgb: mix(first, last, clamp(((x - from[0]) * dx + (y - from[1]) * dy) / squared)),
    alpha: 1,
  });
}

/** Strongest in the middle, gone at the edge of the ellipse: blush, shade, shine. */
export function glow(center: Point, radii: Point, rgb: Rgb, alpha: number): Ink {
  return (x, y) => {
    const distance = ((x - center[0]) / radii[0]) ** 2 + ((y - center[1]) / radii[1]) ** 2;
    return { rgb, alpha: alpha * clamp(1 - distance) ** 2 };
  };
}

/** A smooth closed outline through the points (Catmull-Rom), as a fine polygon. */
export function smooth(points: readonly Point[], steps = 10): Point[] {
  const count = points.length;
  const at = (index: number): Point => points[(index + count) % count] ?? [0, 0];
  return points.flatMap((_, index) => {
    const [p0, p1, p2, p3] = [at(index - 1), at(index), at(index + 1), at(index + 2)];
    return Array.from({ length: steps }, (__, step): Point => {
      const t = step / steps;
      const axis = (k: 0 | 1): number =>
        0.5 *
        (2 * p1[k] +
          (p2[k] - p0[k]) * t +
          (2 * p0[k] - 5 * p1[k] + 4 * p2[k] - p3[k]) * t * t +
          (3 * p1[k] - p0[k] - 3 * p2[k] + p3[k]) * t * t * t);
      return [axis(0), axis(1)];
    });
  });
}

export function oval(cx: number, cy: number, rx: number, ry: number): Point[] {
  return Array.from({ length: 48 }, (_, index): Point => {
    const angle = (index * Math.PI) / 24;
    return [cx + rx * Math.cos(angle), cy + ry * Math.sin(angle)];
  });
}

/** The right half of an outline from top to bottom, completed by its mirror image about x = `axis`. */
export function mirrored(half: readonly Point[], axis: number): Point[] {
  const left = half.map(([x, y]): Point => [2 * axis - x, y]).reverse();
  return [...half, ...left];
}

/** A line of changing width: thin at both ends, `width` in the middle. */
export function brushStroke(points: readonly Point[], width: number): Point[] {
  const last = points.length - 1;
  const offset = (side: 1 | -1): Point[] =>
    points.map(([x, y], index) => {
      const before = points[Math.max(index - 1, 0)] ?? [x, y];
      const after = points[Math.min(index + 1, last)] ?? [x, y];
      const length = Math.hypot(after[0] - before[0], after[1] - before[1]) || 1;
      const half = (side * width * (0.18 + 0.82 * Math.sin((Math.PI * index) / last))) / 2;
      return [x - ((after[1] - before[1]) / length) * half, y + ((after[0] - before[0]) / length) * half];
    });
  return smooth([...offset(1), ...offset(-1).reverse()], 6);
}

export class Raster {
  readonly #width: number;
  readonly #height: number;
  readonly #scale: number;
  readonly #pixels: Float32Array;

  /** `units` of the drawing fill the width; the height follows. */
  constructor(width: number, height: number, units: number) {
    this.#width = width;
    this.#height = height;
    this.#scale = width / units;
    this.#pixels = new Float32Array(width * height * 3);
  }

  fill(outline: readonly Point[], ink: Ink): void {
    const edges = this.#edges(outline);
    const top = Math.max(0, Math.floor(Math.min(...edges.map((edge) => edge.top))));
    const bottom = Math.min(this.#height - 1, Math.ceil(Math.max(...edges.map((edge) => edge.bottom))));
    const cover = new Float32Array(this.#width);
    for (let row = top; row <= bottom; row += 1) {
      const near = edges.filter((edge) => edge.top < row + 1 && edge.bottom > row);
      cover.fill(0);
      for (let sub = 0; sub < SUB_LINES; sub += 1) this.#coverLine(near, row + (sub + 0.5) / SUB_LINES, cover);
      this.#layRow(row, cover, ink);
    }
  }

  /** The outline's sides in pixels; level ones never cross a line and are left out. */
  #edges(outline: readonly Point[]): Edge[] {
    return outline.flatMap(([x1, y1], index): Edge[] => {
      const [x2, y2] = outline[(index + 1) % outline.length] ?? [x1, y1];
      if (y1 === y2) return [];
      const slope = (x2 - x1) / (y2 - y1);
      const [top, bottom] = [Math.min(y1, y2) * this.#scale, Math.max(y1, y2) * this.#scale];
      return [{ top, bottom, slope, x: (y1 < y2 ? x1 : x2) * this.#scale }];
    });
  }

  /** Adds the share of each pixel that one sub-line covers; outlines are filled even-odd. */
  #coverLine(edges: readonly Edge[], y: number, cover: Float32Array): void {
    const crossings = edges
      .filter((edge) => edge.top <= y && y < edge.bottom)
      .map((edge) => edge.x + (y - edge.top) * edge.slope)
      .sort((a, b) => a - b);
    for (let pair = 0; pair + 1 < crossings.length; pair += 2) {
      const from = Math.max(0, crossings[pair] ?? 0);
      const to = Math.min(this.#width, crossings[pair + 1] ?? 0);
      for (let x = Math.floor(from); x < to; x += 1) {
        cover[x] = (cover[x] ?? 0) + (Math.min(to, x + 1) - Math.max(from, x)) / SUB_LINES;
      }
    }
  }

  #layRow(row: number, cover: Float32Array, ink: Ink): void {
    for (let x = 0; x < this.#width; x += 1) {
      const share = Math.min(1, cover[x] ?? 0);
      if (share <= 0) continue;
      const { rgb, alpha } = ink((x + 0.5) / this.#scale, (row + 0.5) / this.#scale);
      const opacity = share * alpha;
      const at = (row * this.#width + x) * 3;
      for (let channel = 0; channel < 3; channel += 1) {
        const under = this.#pixels[at + channel] ?? 0;
        this.#pixels[at + channel] = under + ((rgb[channel] ?? 0) - under) * opacity;
      }
    }
  }

  picture(): Picture {
    const rgb = new Uint8Array(this.#pixels.length);
    for (let at = 0; at < rgb.length; at += 1) rgb[at] = Math.round(this.#pixels[at] ?? 0);
    return { width: this.#width, height: this.#height, rgb };
  }
}

/** Drawing tools of the portrait: outlines written as text, a pen that places them on the picture, tints and shades. */

import { brushStroke, type Ink, mirrored, type Point, type Raster, type Rgb, smooth } from "./raster.ts";

/** The figure is drawn 200 units wide about this axis, 246 high. */
export const AXIS = 100;
const FLOOR = 246;

export interface Placement {
  /** Shifts the whole figure; the face then stands at (100 + dx, 108 + dy). */
  readonly dx: number;
  readonly dy: number;
  readonly size: number;
}

export type Pen = (outline: readonly Point[], ink: Ink) => void;

/** Moves and scales every outline about the middle of the drawing's lower edge; inks are asked in figure units. */
export function penFor(raster: Raster, { dx, dy, size }: Placement): Pen {
  return (outline, ink) => {
    const placed = outline.map(([x, y]): Point => [AXIS + dx + (x - AXIS) * size, FLOOR + dy + (y - FLOOR) * size]);
    raster.fill(placed, (x, y) => ink(AXIS + (x - AXIS - dx) / size, FLOOR + (y - FLOOR - dy) / size));
  };
}

/** Both sides at once. */
export function pair(pen: Pen, outline: readonly Point[], ink: Ink): void {
  pen(outline, ink);
  pen(
    outline.map(([x, y]): Point => [2 * AXIS - x, y]),
    ink,
  );
}

export interface Frame {
  readonly x?: number;
  readonly y?: number;
  /** Stretch along each axis, before shifting. */
  readonly sx?: number;
  readonly sy?: number;
}

/** `"118,181 126,189 …"`, optionally stretched and shifted. */
export function corners(text: string, { x = 0, y = 0, sx = 1, sy = 1 }: Frame = {}): Point[] {
  return text.split(" ").map((pairText): Point => {
    const [px = 0, py = 0] = pairText.split(",").map(Number);
    return [x + px * sx, y + py * sy];
  });
}

/** A smooth closed outline. */
export const blob = (text: string, frame?: Frame, steps?: number): Point[] => smooth(corners(text, frame), steps);

/** A smooth outline given by its right half, from top to bottom. */
export const twin = (text: string, steps?: number): Point[] => smooth(mirrored(corners(text), AXIS), steps);

export const stroke = (text: string, width: number, frame?: Frame): Point[] => brushStroke(corners(text, frame), width);

export const shade = (rgb: Rgb, factor: number): Rgb => [rgb[0] * factor, rgb[1] * factor, rgb[2] * factor];

export const tint = (rgb: Rgb, share: number): Rgb => [
  rgb[0] + (255 - rgb[0]) * share,
  rgb[1] + (255 - rgb[1]) * share,
  rgb[2] + (255 - rgb[2]) * share,
];

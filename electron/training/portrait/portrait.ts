/** License photos as PNG: one person before a plain ground, or a couple before red as marriage certificates have it. */

import { drawFigure } from "./face.ts";
import { type LikenessSeed, likenessOf } from "./likeness.ts";
import { encodePng } from "./png.ts";
import { between, type Ink, Raster } from "./raster.ts";

export type Ground = "white" | "blue" | "red";

const GROUNDS: Readonly<Record<Ground, Ink>> = {
  white: between([100, 0], [100, 246], [250, 252, 254], [226, 234, 242]),
  blue: between([100, 0], [100, 246], [120, 176, 224], [86, 144, 204]),
  red: between([100, 0], [100, 246], [206, 34, 40], [164, 18, 28]),
};

const frame = (width: number, height: number) =>
  [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ] as const;

/** 26 by 32 in proportion, as the photo of an ID card. */
export function portraitPng(person: LikenessSeed, ground: Ground): Uint8Array {
  const raster = new Raster(208, 256, 200);
  raster.fill(frame(200, 247), GROUNDS[ground]);
  drawFigure(raster, likenessOf(person), { dx: 0, dy: 4, size: 1 });
  return encodePng(raster.picture());
}

/** 53 by 35 in proportion, two people side by side. */
export function couplePng(left: LikenessSeed, right: LikenessSeed): Uint8Array {
  const raster = new Raster(288, 190, 300);
  raster.fill(frame(300, 199), GROUNDS.red);
  drawFigure(raster, likenessOf(left), { dx: -1, dy: -44, size: 0.9 });
  drawFigure(raster, likenessOf(right), { dx: 100, dy: -38, size: 0.86 });
  return encodePng(raster.picture());
}

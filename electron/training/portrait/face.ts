/** Draws a head and shoulders: shapes are laid over one another from back to front; likeness.ts says which. */

import { drawClothes, drawNeck } from "./clothes.ts";
import { drawBrows, drawEyes, drawGlasses, drawHead, drawMouth, drawNose } from "./features.ts";
import { type Placement, penFor } from "./figure-pen.ts";
import { drawBackHair, drawFrontHair } from "./hair.ts";
import type { Likeness } from "./likeness.ts";
import type { Raster } from "./raster.ts";

export function drawFigure(raster: Raster, likeness: Likeness, placement: Placement): void {
  const pen = penFor(raster, placement);
  drawBackHair(pen, likeness);
  drawNeck(pen, likeness);
  drawClothes(pen, likeness);
  drawHead(pen, likeness);
  drawEyes(pen, likeness);
  drawBrows(pen, likeness);
  drawNose(pen, likeness);
  drawMouth(pen, likeness);
  drawFrontHair(pen, likeness);
  if (likeness.glasses) drawGlasses(pen);
}

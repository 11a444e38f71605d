/** Hair behind the head and before it, one shape for each manner. */

import { AXIS, corners, type Pen, shade, tint, twin } from "./figure-pen.ts";
import type { Hair, Likeness } from "./likeness.ts";
import { between, flat, glow, type Point, smooth } from "./raster.ts";

const BEHIND: Partial<Record<Hair, string>> = {
  long: "100,42 138,52 154,92 157,140 160,186 150,214 128,210",
  bob: "100,42 138,52 154,92 156,132 150,160 132,168",
  tied: "100,44 134,54 148,92 146,124 136,146",
};

const BEFORE: Readonly<Record<Hair, string>> = {
  short: "54,104 51,78 60,52 84,37 112,36 138,47 149,74 146,104 141,90 135,74 118,68 96,71 74,66 64,78 59,92",
  parted: "55,106 51,80 59,54 80,39 104,38 134,44 149,72 146,106 141,92 136,76 118,70 96,62 82,58 70,70 63,82 59,94",
  cropped: "57,98 54,76 63,54 84,43 116,43 137,54 146,76 143,98 139,84 130,70 112,64 88,64 70,70 61,84",
  long: "51,140 48,92 58,52 84,38 114,38 142,52 152,92 149,140 143,118 139,92 122,76 104,62 98,62 84,74 66,88 58,112",
  bob: "50,132 48,92 58,53 84,39 116,39 142,53 152,92 150,132 143,116 140,92 126,82 100,78 74,82 61,92 57,116",
  tied: "56,104 53,78 62,52 86,39 114,39 138,52 147,78 144,104 140,86 126,68 104,61 96,61 76,68 61,86",
  child: "55,106 51,82 60,54 84,41 116,41 140,54 149,82 145,106 140,90 126,80 112,83 98,78 84,83 70,82 61,92",
};

export function drawBackHair(pen: Pen, { hair, hairColor }: Likeness): void {
  const outline = BEHIND[hair];
  if (outline !== undefined) pen(twin(outline), flat(shade(hairColor, 0.82)));
}

export function drawFrontHair(pen: Pen, { hair, hairColor, breadth }: Likeness): void {
  const outline = smooth(corners(BEFORE[hair]).map(([x, y]): Point => [AXIS + (x - AXIS) * breadth, y]));
  pen(outline, between([100, 36], [100, 100], tint(hairColor, 0.1), shade(hairColor, 0.92)));
  pen(outline, glow([90, 54], [46, 13], tint(hairColor, 0.34), 0.3));
}

/** Head, eyes, brows, nose, mouth, and glasses for some. */

import { AXIS, blob, corners, type Pen, pair, shade, stroke, tint } from "./figure-pen.ts";
import type { Likeness } from "./likeness.ts";
import { flat, glow, mirrored, oval, type Point, smooth } from "./raster.ts";

const ADULT_FACE = "100,56 126,61 142,86 142,114 134,140 117,160 100,166";
const CHILD_FACE = "100,56 126,62 144,86 145,116 135,142 116,158 100,161";

function faceOutline({ breadth, isChild }: Likeness): Point[] {
  const half = corners(isChild ? CHILD_FACE : ADULT_FACE).map(([x, y]): Point => [AXIS + (x - AXIS) * breadth, y]);
  return smooth(mirrored(half, AXIS));
}

export function drawHead(pen: Pen, likeness: Likeness): void {
  const { skin, breadth } = likeness;
  const earX = AXIS + 43 * breadth;
  pair(pen, oval(earX, 114, 6.5, 12), flat(shade(skin, 0.92)));
  pair(pen, oval(earX + 0.6, 114, 3, 7.5), flat(shade(skin, 0.8), 0.6));
  const outline = faceOutline(likeness);
  pen(outline, flat(skin));
  pen(outline, glow([152, 120], [34, 66], shade(skin, 0.78), 0.62));
  pen(outline, glow([48, 120], [34, 66], shade(skin, 0.8), 0.5));
  pen(outline, glow([100, 176], [52, 26], shade(skin, 0.8), 0.5));
  pen(outline, glow([98, 82], [34, 24], tint(skin, 0.5), 0.5));
  pen(outline, glow([99, 118], [8, 24], tint(skin, 0.55), 0.5));
  pen(outline, glow([123, 131], [17, 12], [232, 140, 128], 0.3));
  pen(outline, glow([77, 131], [17, 12], [232, 140, 128], 0.3));
}

export function drawEyes(pen: Pen, { isChild, hairColor }: Likeness): void {
  const sy = isChild ? 1.2 : 1;
  const eye = { x: 120, y: isChild ? 116 : 112, sy };
  pair(pen, blob("-11,-3 0,-9.5 12,-4 10,0 0,-4", { ...eye, sy: 1 }, 8), flat([150, 96, 80], 0.16));
  pair(pen, blob("-10,1.6 -3,-4.4 5,-4.2 10.6,-1.4 5,3.4 -4,4", eye, 8), flat([252, 252, 252]));
  pair(pen, oval(eye.x + 0.4, eye.y - 0.4, 5.1 * sy, 5.1 * sy), flat([62, 42, 34]));
  pair(pen, oval(eye.x + 0.4, eye.y - 0.4, 2.5 * sy, 2.5 * sy), flat([16, 12, 12]));
  // The light comes from one side, so its gleam is not mirrored.
  for (const x of [eye.x - 1.4, 2 * AXIS - eye.x - 2.2])
    pen(oval(x, eye.y - 2.4, 1.5, 1.5), flat([255, 255, 255], 0.95));
  pair(pen, stroke("-10.4,2 -4,-4 4,-5 12.4,-2.6", 3.1, eye), flat(shade(hairColor, 0.7)));
  pair(pen, stroke("-6,4.6 0,5 7,3.2", 0.9, eye), flat([168, 112, 92], 0.5));
}

export function drawBrows(pen: Pen, { isChild, isMale, hairColor }: Likeness): void {
  const width = isChild ? 2.6 : isMale ? 5 : 3.2;
  const y = isChild ? 101 : isMale ? 96 : 97;
  pair(pen, stroke("106.5,2.4 113,0.2 123,-2.2 134.5,0.8", width, { y }), flat(shade(hairColor, 1.1), 0.86));
}

export function drawNose(pen: Pen, { skin, isChild }: Likeness): void {
  const y = isChild ? 129 : 131;
  pen(blob("91,0 96,3.4 100,4 104,3.4 109,0 105,5 100,5.8 95,5", { y }, 6), flat(shade(skin, 0.7), 0.55));
  pen(oval(106, y - 10, 5, 18), glow([106, y - 10], [5, 18], shade(skin, 0.82), 0.42));
}

export function drawMouth(pen: Pen, { lips, isChild }: Likeness): void {
  const mouth = { x: AXIS, y: isChild ? 144 : 147, sx: isChild ? 0.8 : 1 };
  pen(blob("-14,-1.8 -5,-2.4 0,-1.4 5,-2.4 14,-1.8 7,1.2 0,2 -7,1.2", mouth, 6), flat(lips));
  pen(blob("-14,-1.8 -7,1.2 0,2 7,1.2 14,-1.8 7.6,5 0,6.6 -7.6,5", mouth, 6), flat(tint(lips, 0.16)));
  pen(stroke("-16,-3 -12,-0.6 -7,1.2 0,2 7,1.2 12,-0.6 16,-3", 1.3, mouth), flat(shade(lips, 0.62), 0.85));
  pen(oval(AXIS, mouth.y + 4.2, 5, 1.2), flat([255, 255, 255], 0.18));
}

function lens(x: number, grow: number): Point[] {
  const [left, right, top, bottom] = [-12 - grow, 12 + grow, -8 - grow, 10.4 + grow];
  return blob(
    `${left - 3},0 ${left},${top} ${right},${top - 0.6} ${right + 3.4},-1 ${right},${bottom} ${left + 2},${bottom}`,
    { x, y: 111 },
    8,
  );
}

export function drawGlasses(pen: Pen): void {
  const rim = flat([52, 54, 60]);
  pair(pen, [...lens(121, 0.9), ...lens(121, -0.7).reverse()], rim);
  pair(pen, lens(121, -0.7), flat([210, 228, 244], 0.13));
  pen(stroke("105,108 100,106 95,108", 2), rim);
  pair(pen, stroke("136,108 141,107.4 146,108", 2), rim);
}

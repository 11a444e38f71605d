/** Neck, shoulders and what is worn on them. */

import { corners, type Pen, pair, shade, stroke, tint, twin } from "./figure-pen.ts";
import type { Clothing, Likeness } from "./likeness.ts";
import { between, flat, glow, type Ink, type Rgb } from "./raster.ts";

const SHOULDERS = "100,196 124,187 148,193 176,203 192,224 198,262";

const shoulderInk = (cloth: Rgb): Ink => between([100, 182], [100, 250], tint(cloth, 0.09), shade(cloth, 0.84));

export function drawNeck(pen: Pen, { skin }: Likeness): void {
  const outline = twin("100,138 121,142 121,166 123,180 127,192 120,214");
  pen(outline, flat(shade(skin, 0.93)));
  pen(outline, glow([100, 158], [34, 26], shade(skin, 0.66), 0.75));
}

function drawTie(pen: Pen, tie: Rgb): void {
  pen(corners("94,203 106,203 103.6,213 109,252 91,252 96.4,213"), flat(tie));
  pen(corners("94,203 106,203 103.6,213 96.4,213"), flat(shade(tie, 0.8)));
}

function suit(pen: Pen, { cloth, tie, skin, isMale }: Likeness): void {
  pen(twin(SHOULDERS), shoulderInk(cloth));
  pen(corners("100,252 76,192 82,184 118,184 124,192"), flat([247, 248, 250]));
  pen(twin("100,178 117,178 122,184 100,206", 4), flat(shade(skin, 0.9)));
  if (isMale) drawTie(pen, tie);
  pair(pen, corners("118,181 126,189 113,214 100,203"), flat([255, 255, 255]));
  pair(pen, corners("118,181 119.4,182.4 104,204.6 100,203"), flat([214, 220, 228], 0.7));
  pair(pen, corners("125,187 138,194 140,216 131,219 134,224 104,262 100,262 100,252"), flat(tint(cloth, 0.14)));
  pair(pen, corners("138,194 140,216 131,219 134,224 132.6,226 129,218.4 138.4,215.4"), flat(shade(cloth, 0.6), 0.8));
}

function shirt(pen: Pen, { cloth, skin }: Likeness): void {
  pen(twin(SHOULDERS), shoulderInk(cloth));
  pen(twin("100,178 118,178 122,186 100,214", 4), flat(shade(skin, 0.9)));
  pair(pen, corners("119,179 129,190 117,219 100,208"), flat(tint(cloth, 0.22)));
  pair(pen, corners("119,179 121,181 104,210.6 100,208"), flat(shade(cloth, 0.74), 0.6));
  pen(corners("99,212 101,212 101,252 99,252"), flat(shade(cloth, 0.76), 0.7));
}

function blouse(pen: Pen, { cloth, skin }: Likeness): void {
  pen(twin(SHOULDERS), shoulderInk(cloth));
  pen(twin("100,176 122,180 119,196 100,222", 6), flat(shade(skin, 0.94)));
  pair(pen, stroke("124,184 121,198 112,212 100,224", 4), flat(tint(cloth, 0.35)));
}

function sweater(pen: Pen, { cloth, skin }: Likeness): void {
  pen(twin(SHOULDERS), shoulderInk(cloth));
  pen(twin("100,176 121,180 118,192 100,200", 6), flat(shade(skin, 0.92)));
  pair(pen, stroke("124,184 121,196 111,203 99,205", 7), flat(tint(cloth, 0.16)));
}

const WARDROBE: Readonly<Record<Clothing, (pen: Pen, likeness: Likeness) => void>> = { suit, shirt, blouse, sweater };

export function drawClothes(pen: Pen, likeness: Likeness): void {
  WARDROBE[likeness.clothing](pen, likeness);
}

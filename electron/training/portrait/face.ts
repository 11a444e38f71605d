/**
 * Draws a head and shoulders in a drawing 200 units wide and 246 high, face in the middle at (100, 108). Shapes are laid
 * over one another from back to front; likeness.ts says which.
 */

import type { Likeness } from "./likeness.ts";
import { between, brushStroke, flat, glow, mirrored, oval, type Point, type Raster, type Rgb, smooth } from "./raster.ts";

const AXIS = 100;

export interface Placement {
  /** Shifts the whole figure; the face then stands at (100 + dx, 108 + dy). */
  readonly dx: number;
  readonly dy: number;
  readonly size: number;
}

const shade = (rgb: Rgb, factor: number): Rgb => [rgb[0] * factor, rgb[1] * factor, rgb[2] * factor];
const tint = (rgb: Rgb, share: number): Rgb => [
  rgb[0] + (255 - rgb[0]) * share,
  rgb[1] + (255 - rgb[1]) * share,
  rgb[2] + (255 - rgb[2]) * share,
];

type Pen = (outline: readonly Point[], ink: ReturnType<typeof flat>) => void;

/** Moves and scales every outline about the middle of the drawing's lower edge; inks are asked in figure units. */
function penFor(raster: Raster, { dx, dy, size }: Placement): Pen {
  return (outline, ink) => {
    const placed = outline.map(([x, y]): Point => [AXIS + dx + (x - AXIS) * size, 246 + dy + (y - 246) * size]);
    raster.fill(placed, (x, y) => ink(AXIS + (x - AXIS - dx) / size, 246 + (y - 246 - dy) / size));
  };
}

/** Both sides at once. */
function pair(pen: Pen, outline: readonly Point[], inkFor: (side: 1 | -1) => ReturnType<typeof flat>): void {
  pen(outline, inkFor(1));
  pen(
    outline.map(([x, y]): Point => [2 * AXIS - x, y]),
    inkFor(-1),
  );
}

function backHair(pen: Pen, { hair, hairColor }: Likeness): void {
  const dark = flat(shade(hairColor, 0.82));
  if (hair === "long") {
    pen(smooth(mirrored([[100, 42], [138, 52], [154, 92], [157, 140], [160, 186], [150, 214], [128, 210]], AXIS)), dark);
  } else if (hair === "bob") {
    pen(smooth(mirrored([[100, 42], [138, 52], [154, 92], [156, 132], [150, 160], [132, 168]], AXIS)), dark);
  } else if (hair === "tied") {
    pen(smooth(mirrored([[100, 44], [134, 54], [148, 92], [146, 124], [136, 146]], AXIS)), dark);
  }
}

function neck(pen: Pen, { skin }: Likeness): void {
  const outline = smooth(mirrored([[100, 138], [121, 142], [121, 166], [123, 180], [127, 192], [120, 214]], AXIS));
  pen(outline, flat(shade(skin, 0.93)));
  pen(outline, glow([100, 158], [34, 26], shade(skin, 0.66), 0.75));
}

const SHOULDERS: readonly Point[] = [
  [100, 196],
  [124, 187],
  [148, 193],
  [176, 203],
  [192, 224],
  [198, 262],
];

function shoulderInk(cloth: Rgb) {
  return between([100, 182], [100, 250], tint(cloth, 0.09), shade(cloth, 0.84));
}

function suit(pen: Pen, likeness: Likeness): void {
  const { cloth, tie } = likeness;
  pen(smooth(mirrored(SHOULDERS, AXIS)), shoulderInk(cloth));
  pen([[100, 252], [76, 192], [82, 184], [118, 184], [124, 192]], flat([247, 248, 250]));
  pen(smooth(mirrored([[100, 178], [117, 178], [122, 184], [100, 206]], AXIS), 4), flat(shade(likeness.skin, 0.9)));
  if (likeness.hair === "short" || likeness.hair === "parted" || likeness.hair === "cropped") {
    pen([[94, 203], [106, 203], [103.6, 213], [109, 252], [91, 252], [96.4, 213]], flat(tie));
    pen([[94, 203], [106, 203], [103.6, 213], [96.4, 213]], flat(shade(tie, 0.8)));
  }
  pair(pen, [[118, 181], [126, 189], [113, 214], [100, 203]], () => flat([255, 255, 255]));
  pair(pen, [[118, 181], [119.4, 182.4], [104, 204.6], [100, 203]], () => flat([214, 220, 228], 0.7));
  pair(pen, [[125, 187], [138, 194], [140, 216], [131, 219], [134, 224], [104, 262], [100, 262], [100, 252]], () =>
    flat(tint(cloth, 0.14)),
  );
  pair(pen, [[138, 194], [140, 216], [131, 219], [134, 224], [132.6, 226], [129, 218.4], [138.4, 215.4]], () =>
    flat(shade(cloth, 0.6), 0.8),
  );
}

function shirt(pen: Pen, { cloth, skin }: Likeness): void {
  pen(smooth(mirrored(SHOULDERS, AXIS)), shoulderInk(cloth));
  pen(smooth(mirrored([[100, 178], [118, 178], [122, 186], [100, 214]], AXIS), 4), flat(shade(skin, 0.9)));
  pair(pen, [[119, 179], [129, 190], [117, 219], [100, 208]], () => flat(tint(cloth, 0.22)));
  pair(pen, [[119, 179], [121, 181], [104, 210.6], [100, 208]], () => flat(shade(cloth, 0.74), 0.6));
  pen([[99, 212], [101, 212], [101, 252], [99, 252]], flat(shade(cloth, 0.76), 0.7));
}

function blouse(pen: Pen, { cloth, skin }: Likeness): void {
  pen(smooth(mirrored(SHOULDERS, AXIS)), shoulderInk(cloth));
  pen(smooth(mirrored([[100, 176], [122, 180], [119, 196], [100, 222]], AXIS), 6), flat(shade(skin, 0.94)));
  pair(pen, brushStroke([[124, 184], [121, 198], [112, 212], [100, 224]], 4), () => flat(tint(cloth, 0.35)));
}

function sweater(pen: Pen, { cloth, skin }: Likeness): void {
  pen(smooth(mirrored(SHOULDERS, AXIS)), shoulderInk(cloth));
  pen(smooth(mirrored([[100, 176], [121, 180], [118, 192], [100, 200]], AXIS), 6), flat(shade(skin, 0.92)));
  pair(pen, brushStroke([[124, 184], [121, 196], [111, 203], [99, 205]], 7), () => flat(tint(cloth, 0.16)));
}

const CLOTHING: Readonly<Record<Likeness["clothing"], (pen: Pen, likeness: Likeness) => void>> = {
  suit,
  shirt,
  blouse,
  sweater,
};

function faceOutline({ breadth, isChild }: Likeness): Point[] {
  const half: readonly Point[] = isChild
    ? [[100, 56], [126, 62], [144, 86], [145, 116], [135, 142], [116, 158], [100, 161]]
    : [[100, 56], [126, 61], [142, 86], [142, 114], [134, 140], [117, 160], [100, 166]];
  return smooth(mirrored(half.map(([x, y]): Point => [AXIS + (x - AXIS) * breadth, y]), AXIS));
}

function head(pen: Pen, likeness: Likeness): void {
  const { skin, breadth } = likeness;
  const earX = AXIS + 43 * breadth;
  pair(pen, oval(earX, 114, 6.5, 12), () => flat(shade(skin, 0.92)));
  pair(pen, oval(earX + 0.6, 114, 3, 7.5), () => flat(shade(skin, 0.8), 0.6));
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

function eyes(pen: Pen, { isChild, hairColor }: Likeness): void {
  const [x, y] = [120, isChild ? 116 : 112];
  const open = isChild ? 1.2 : 1;
  const almond = smooth([[x - 10, y + 1.6], [x - 3, y - 4.4 * open], [x + 5, y - 4.2 * open], [x + 10.6, y - 1.4], [x + 5, y + 3.4 * open], [x - 4, y + 4 * open]], 8);
  pair(pen, smooth([[x - 11, y - 3], [x, y - 9.5], [x + 12, y - 4], [x + 10, y + 0], [x, y - 4]], 8), () => flat([150, 96, 80], 0.16));
  pair(pen, almond, () => flat([252, 252, 252]));
  pair(pen, oval(x + 0.4, y - 0.4, 5.1 * open, 5.1 * open), () => flat([62, 42, 34]));
  pair(pen, oval(x + 0.4, y - 0.4, 2.5 * open, 2.5 * open), () => flat([16, 12, 12]));
  pen(oval(x - 1.4, y - 2.4, 1.5, 1.5), flat([255, 255, 255], 0.95));
  pen(oval(2 * AXIS - x - 2.2, y - 2.4, 1.5, 1.5), flat([255, 255, 255], 0.95));
  pair(pen, brushStroke([[x - 10.4, y + 2], [x - 4, y - 4 * open], [x + 4, y - 5 * open], [x + 12.4, y - 2.6]], 3.1), () => flat(shade(hairColor, 0.7)));
  pair(pen, brushStroke([[x - 6, y + 4.6 * open], [x, y + 5 * open], [x + 7, y + 3.2 * open]], 0.9), () => flat([168, 112, 92], 0.5));
}

function brows(pen: Pen, { isChild, hair, hairColor }: Likeness): void {
  const isMale = hair === "short" || hair === "parted" || hair === "cropped";
  const y = isChild ? 101 : isMale ? 96 : 97;
  const width = isMale ? 5 : isChild ? 2.6 : 3.2;
  pair(pen, brushStroke([[106.5, y + 2.4], [113, y + 0.2], [123, y - 2.2], [134.5, y + 0.8]], width), () => flat(shade(hairColor, 1.1), 0.86));
}

function noseAndMouth(pen: Pen, { skin, lips, isChild }: Likeness): void {
  const y = isChild ? 129 : 131;
  pen(smooth([[91, y], [96, y + 3.4], [100, y + 4], [104, y + 3.4], [109, y], [105, y + 5], [100, y + 5.8], [95, y + 5]], 6), flat(shade(skin, 0.7), 0.55));
  pen(glowStrip(y), glow([106, y - 10], [5, 18], shade(skin, 0.82), 0.42));
  const m = isChild ? 144 : 147;
  const w = isChild ? 11 : 14;
  pen(smooth([[100 - w, m - 1.8], [95, m - 2.4], [100, m - 1.4], [105, m - 2.4], [100 + w, m - 1.8], [107, m + 1.2], [100, m + 2], [93, m + 1.2]], 6), flat(lips));
  pen(smooth([[100 - w, m - 1.8], [93, m + 1.2], [100, m + 2], [107, m + 1.2], [100 + w, m - 1.8], [107.6, m + 5], [100, m + 6.6], [92.4, m + 5]], 6), flat(tint(lips, 0.16)));
  pen(brushStroke([[100 - w - 2, m - 3], [100 - w + 2, m - 0.6], [93, m + 1.2], [100, m + 2], [107, m + 1.2], [100 + w - 2, m - 0.6], [100 + w + 2, m - 3]], 1.3), flat(shade(lips, 0.62), 0.85));
  pen(oval(100, m + 4.2, 5, 1.2), flat([255, 255, 255], 0.18));
}

function glowStrip(y: number): Point[] {
  return oval(106, y - 10, 5, 18);
}

function frontHair(pen: Pen, { hair, hairColor, breadth }: Likeness): void {
  const ink = between([100, 36], [100, 100], tint(hairColor, 0.1), shade(hairColor, 0.92));
  const spread = (points: readonly Point[]): Point[] => smooth(points.map(([x, y]): Point => [AXIS + (x - AXIS) * breadth, y]));
  const outlines: Readonly<Record<Likeness["hair"], readonly Point[]>> = {
    short: [[54, 104], [51, 78], [60, 52], [84, 37], [112, 36], [138, 47], [149, 74], [146, 104], [141, 90], [135, 74], [118, 68], [96, 71], [74, 66], [64, 78], [59, 92]],
    parted: [[55, 106], [51, 80], [59, 54], [80, 39], [104, 38], [134, 44], [149, 72], [146, 106], [141, 92], [136, 76], [118, 70], [96, 62], [82, 58], [70, 70], [63, 82], [59, 94]],
    cropped: [[57, 98], [54, 76], [63, 54], [84, 43], [116, 43], [137, 54], [146, 76], [143, 98], [139, 84], [130, 70], [112, 64], [88, 64], [70, 70], [61, 84]],
    long: [[51, 140], [48, 92], [58, 52], [84, 38], [114, 38], [142, 52], [152, 92], [149, 140], [143, 118], [139, 92], [122, 76], [104, 62], [98, 62], [84, 74], [66, 88], [58, 112]],
    bob: [[50, 132], [48, 92], [58, 53], [84, 39], [116, 39], [142, 53], [152, 92], [150, 132], [143, 116], [140, 92], [126, 82], [100, 78], [74, 82], [61, 92], [57, 116]],
    tied: [[56, 104], [53, 78], [62, 52], [86, 39], [114, 39], [138, 52], [147, 78], [144, 104], [140, 86], [126, 68], [104, 61], [96, 61], [76, 68], [61, 86]],
    child: [[55, 106], [51, 82], [60, 54], [84, 41], [116, 41], [140, 54], [149, 82], [145, 106], [140, 90], [126, 80], [112, 83], [98, 78], [84, 83], [70, 82], [61, 92]],
  };
  const outline = spread(outlines[hair]);
  pen(outline, ink);
  pen(outline, glow([90, 54], [46, 13], tint(hairColor, 0.34), 0.3));
}

function glasses(pen: Pen): void {
  const rim = flat([52, 54, 60]);
  const lens = (x: number, grow: number): Point[] =>
    smooth([[x - 15 - grow, 111], [x - 12 - grow, 103 - grow], [x + 12 + grow, 102.4 - grow], [x + 15.4 + grow, 110], [x + 12 + grow, 121.4 + grow], [x - 10 - grow, 121.4 + grow]], 8);
  pair(pen, [...lens(121, 0.9), ...[...lens(121, -0.7)].reverse()], () => rim);
  pair(pen, lens(121, -0.7), () => flat([210, 228, 244], 0.13));
  pen(brushStroke([[105, 108], [100, 106], [95, 108]], 2), rim);
  pair(pen, brushStroke([[136, 108], [141, 107.4], [146, 108]], 2), () => rim);
}

export function drawFigure(raster: Raster, likeness: Likeness, placement: Placement): void {
  const pen = penFor(raster, placement);
  backHair(pen, likeness);
  neck(pen, likeness);
  CLOTHING[likeness.clothing](pen, likeness);
  head(pen, likeness);
  eyes(pen, likeness);
  brows(pen, likeness);
  noseAndMouth(pen, likeness);
  frontHair(pen, likeness);
  if (likeness.glasses) glasses(pen);
}

/** 样例 as strokes, written across the lower part of a sample photo. */

type Stroke = readonly [x1: number, y1: number, x2: number, y2: number];

/** On a square of 24. */
const SAMPLE: readonly Stroke[] = [
  [1, 7, 10, 7],
  [5.5, 1, 5.5, 23],
  [5.3, 8, 1, 15],
  [6, 9.5, 9.5, 13],
  [13.5, 1, 15.5, 5],
  [21, 1, 19, 5],
  [11.5, 7, 23, 7],
  [12.5, 12, 22, 12],
  [11, 17, 23.5, 17],
  [17.2, 7, 17.2, 23],
];
const EXAMPLE: readonly Stroke[] = [
  [6, 1, 1, 10],
  [4, 6.5, 4, 23],
  [7.5, 3, 16.5, 3],
  [11, 3, 7.5, 13],
  [10.5, 8, 15.5, 8],
  [15.5, 8, 8, 22.5],
  [10, 12, 12.5, 15],
  [19, 4, 19, 16.5],
  [22.8, 1, 22.8, 22.5],
  [22.8, 22.5, 20.5, 21],
];

const SIZE = 26;
const TOP = 94;
const LEFTS = [24, 53];
const HALF_PEN = 1.1;

/** How much of the label's colour lies on a point of the photo: 0…1. */
export function inkOfLabel(x: number, y: number): number {
  if (y < TOP) return 0;
  const isOnAny = [SAMPLE, EXAMPLE].some((strokes, at) => {
    const [gx, gy] = [((x - (LEFTS[at] ?? 0)) * 24) / SIZE, ((y - TOP) * 24) / SIZE];
    return strokes.some((stroke) => distance(gx, gy, stroke) <= HALF_PEN);
  });
  return isOnAny ? 0.9 : 0;
}

function distance(x: number, y: number, [x1, y1, x2, y2]: Stroke): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const along = Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - x1 - along * dx, y - y1 - along * dy);
}

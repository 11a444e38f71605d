/** What light, hands, lenses and cheap sensors do to a picture of a code; the same seed does the same. */
import type { Gray } from "./code-picture.ts";

const changed = (gray: Gray, change: (one: number, index: number) => number): Gray => ({
  ...gray,
  data: gray.data.map(change),
});

/** A box of 3 × 3, as often as told; the outermost rows wrap and do not matter. */
export function blurred({ data, width, height }: Gray, times: number): Gray {
  const along = (from: Float32Array, step: number) =>
    from.map((one, i) => ((from[i - step] ?? one) + one + (from[i + step] ?? one)) / 3);
  let soft = data;
  for (let time = 0; time < times; time++) soft = along(along(soft, 1), width);
  return { data: soft, width, height };
}

/** The hand moved sideways while the picture was taken. */
export function moved(gray: Gray, pixels: number): Gray {
  return changed(gray, (_, i) => {
    let sum = 0;
    for (let step = 0; step < pixels; step++) sum += gray.data[i - step] ?? 0;
    return sum / pixels;
  });
}

/** Near enough to a normal distribution: the sum of four even ones. @param sigma of brightness */
export function noisy(gray: Gray, sigma: number, seed: number): Gray {
  const random = randomFrom(seed);
  return changed(gray, (one) => one + (random() + random() + random() + random() - 2) * sigma * Math.sqrt(3));
}

/** A lamp in the glass of the phone: a bright round spot. */
export function glaring(gray: Gray, radius: number): Gray {
  const [x0, y0] = [gray.width * 0.55, gray.height * 0.45];
  return changed(gray, (one, i) => {
    const distance = Math.hypot((i % gray.width) - x0, Math.floor(i / gray.width) - y0);
    return one + 255 * Math.max(0, 1 - distance / radius);
  });
}

/** Bright on one side, nearly dark on the other. */
export function shaded(gray: Gray): Gray {
  return changed(gray, (one, i) => one * (0.25 + (0.75 * (i % gray.width)) / gray.width));
}

/** Blocks of 8 × 8 with only the coarsest of their detail left, as strong JPEG compression leaves them. @param step of quantization */
export function compressed(gray: Gray, step: number): Gray {
  const { width, height } = gray;
  const data = gray.data.slice();
  for (let top = 0; top + 8 <= height; top += 8) {
    for (let left = 0; left + 8 <= width; left += 8) compressBlock(data, top * width + left, width, step);
  }
  return { data, width, height };
}

const COSINE = Array.from({ length: 8 }, (_, u) =>
  Array.from({ length: 8 }, (__, x) => (u === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * x + 1) * u * Math.PI) / 16)),
);

function compressBlock(data: Float32Array, at: number, width: number, step: number): void {
  const place = (x: number, y: number) => at + y * width + x;
  const lines = <T>(make: (index: number) => T) => Array.from({ length: 8 }, (_, index) => make(index));
  const block = lines((y) => lines((x) => data[place(x, y)] ?? 0));
  const product = (a: number[][], b: number[][]) =>
    lines((y) => lines((x) => a[y]?.reduce((sum, one, k) => sum + one * (b[k]?.[x] ?? 0), 0) ?? 0));
  const turned = lines((y) => lines((x) => COSINE[x]?.[y] ?? 0));
  const coarse = product(product(COSINE, block), turned).map((row, v) =>
    row.map((one, u) => Math.round(one / (step * (1 + u + v))) * step * (1 + u + v)),
  );
  for (const [y, row] of product(product(turned, coarse), COSINE).entries()) {
    for (const [x, one] of row.entries()) data[place(x, y)] = one;
  }
}

/** mulberry32, public domain: 0 ≤ x < 1. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Gray pictures with a QR code in them: near or far, turned, tilted, dim. */

import type { Pixels } from "../../../renderer/client/code-reading.ts";
import { qrModules } from "../../../renderer/client/qr-drawing.ts";

/** Brightness from 0 to 255, row by row. */
export interface Gray {
  readonly data: Float32Array;
  readonly width: number;
  readonly height: number;
}

export interface Placement {
  readonly width: number;
  readonly height: number;
  /** Pixels of one module. */
  readonly module: number;
  /** Degrees, clockwise. */
  readonly turn?: number;
  /** How much smaller the far edge is than the near one, 0 to 1. */
  readonly tilt?: number;
  readonly dark?: number;
  readonly light?: number;
  /** Of the middle of the code. */
  readonly at?: readonly [x: number, y: number];
}

const DESK = 96;
const QUIET = 4;

export function darkModules(text: string): { size: number; isDark: (x: number, y: number) => boolean } {
  const { size, d } = qrModules(text);
  const dark = new Set([...d.matchAll(/M(\d+) (\d+)h/g)].map(([, x, y]) => `${x},${y}`));
  return { size, isDark: (x, y) => dark.has(`${x},${y}`) };
}

/** Four samples a pixel; the desk around it is gray. */
export function drawCode(text: string, placement: Placement, ground?: Gray): Gray {
  const { width, height, module, turn = 0, tilt = 0, dark = 25, light = 230 } = placement;
  const [centreX, centreY] = placement.at ?? [width / 2, height / 2];
  const { size, isDark } = darkModules(text);
  const [cos, sin] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
  const whole = size + 2 * QUIET;
  const sample = (x: number, y: number): number | undefined => {
    const across = ((x - centreX) * cos + (y - centreY) * sin) / module;
    const down = ((y - centreY) * cos - (x - centreX) * sin) / module;
    const depth = 1 / (1 - (tilt * down) / whole);
    const [u, v] = [across * depth + whole / 2, down * depth + whole / 2];
    if (u < 0 || v < 0 || u >= whole || v >= whole) return undefined;
    return isDark(Math.floor(u) - QUIET, Math.floor(v) - QUIET) ? dark : light;
  };
  const data = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const under = ground?.data[y * width + x] ?? DESK;
      const four = [
        [0.25, 0.25],
        [0.75, 0.25],
        [0.25, 0.75],
        [0.75, 0.75],
      ].map(([dx = 0, dy = 0]) => sample(x + dx, y + dy) ?? under);
      data[y * width + x] = four.reduce((sum, one) => sum + one, 0) / 4;
    }
  }
  return { data, width, height };
}

export function toPixels({ data, width, height }: Gray): Pixels {
  const rgba = new Uint8ClampedArray(data.length * 4);
  for (let i = 0; i < data.length; i++) rgba.fill(data[i] ?? 0, 4 * i, 4 * i + 3).fill(255, 4 * i + 3, 4 * i + 4);
  return { data: rgba, width, height };
}

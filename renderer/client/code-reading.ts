/** What is read out of pixels, whichever decoder looked: zxing-wasm, or @zxing/library where WebAssembly is missing. */
import { readCode } from "./qr-reading.ts";

export interface Reading {
  /** Different texts, in the order found. */
  readonly texts: readonly string[];
  /** A code was seen and could not be read: its longer side, as a share of the picture's shorter side. */
  readonly unreadShare?: number;
}

/** RGBA, row by row; an `ImageData` is one. */
export interface Pixels {
  readonly data: Uint8ClampedArray<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
}

export type Decoder = (pixels: Pixels) => Promise<Reading>;

/** Reads one code at most, and cannot tell one that it saw from none. */
export const plainDecoder: Decoder = async ({ data, width, height }) => {
  const text = readCode(data, width, height);
  return { texts: text === undefined ? [] : [text] };
};

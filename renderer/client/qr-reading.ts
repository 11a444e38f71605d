/** Finds a QR code in the pixels of a picture. Runs in a worker: the search takes longer than a frame. */
import {
  BinaryBitmap,
  DecodeHintType,
  Exception,
  GlobalHistogramBinarizer,
  HybridBinarizer,
  QRCodeReader,
  RGBLuminanceSource,
} from "@zxing/library";

/** Found anywhere in a photograph; then as a code that fills a clean picture, where the finder sometimes loses its way. */
const WAYS = [
  new Map<DecodeHintType, unknown>([[DecodeHintType.TRY_HARDER, true]]),
  new Map<DecodeHintType, unknown>([[DecodeHintType.PURE_BARCODE, true]]),
] as const;

/** @param pixels RGBA, row by row. @returns undefined when no code could be found. */
export function readCode(pixels: Uint8ClampedArray, width: number, height: number): string | undefined {
  const source = new RGBLuminanceSource(grayOf(pixels), width, height);
  const bitmaps = [source, source.invert()].flatMap((one) => [
    new BinaryBitmap(new HybridBinarizer(one)),
    new BinaryBitmap(new GlobalHistogramBinarizer(one)),
  ]);
  for (const hints of WAYS) {
    for (const bitmap of bitmaps) {
      const text = decode(bitmap, hints);
      if (text !== undefined) return text;
    }
  }
  return undefined;
}

function decode(bitmap: BinaryBitmap, hints: Map<DecodeHintType, unknown>): string | undefined {
  try {
    return new QRCodeReader().decode(bitmap, hints).getText();
  } catch (error) {
    // The library's way of saying "none here": not found, or found and unreadable.
    if (error instanceof Exception) return undefined;
    throw error;
  }
}

function grayOf(pixels: Uint8ClampedArray): Uint8ClampedArray {
  const gray = new Uint8ClampedArray(pixels.length / 4);
  for (let index = 0; index < gray.length; index++) {
    const at = index * 4;
    gray[index] = ((pixels[at] ?? 0) * 306 + (pixels[at + 1] ?? 0) * 601 + (pixels[at + 2] ?? 0) * 117) >> 10;
  }
  return gray;
}

/** The BMP that decoders of card photos write: 102 by 126 points, 24 bits, not compressed, 38,862 bytes. Nothing else passes. */
import { PHOTO_BYTES, PHOTO_HEIGHT, PHOTO_WIDTH } from "../../electron/domain/person/photo.ts";

const HEAD_BYTES = 54;
const INFO_BYTES = 40;
/** Rows are filled up to a multiple of four. */
const ROW_BYTES = Math.ceil((PHOTO_WIDTH * 3) / 4) * 4;
export const BITMAP_BYTES: number = HEAD_BYTES + ROW_BYTES * PHOTO_HEIGHT;

/** Pixels as `PHOTO_BYTES` has them; undefined for any other file, and for a picture that is one colour throughout. */
export function pixelsOf(file: Uint8Array): Uint8Array | undefined {
  if (file.length !== BITMAP_BYTES || !isPhotoHead(new DataView(file.buffer, file.byteOffset))) return undefined;
  const isTopDown = heightIn(file) < 0;
  const pixels = new Uint8Array(PHOTO_BYTES);
  for (let y = 0; y < PHOTO_HEIGHT; y += 1) {
    const row = HEAD_BYTES + (isTopDown ? y : PHOTO_HEIGHT - 1 - y) * ROW_BYTES;
    for (let x = 0; x < PHOTO_WIDTH; x += 1) {
      const [blue = 0, green = 0, red = 0] = file.subarray(row + x * 3, row + x * 3 + 3);
      pixels.set([red, green, blue], (y * PHOTO_WIDTH + x) * 3);
    }
  }
  return isOneColour(pixels) ? undefined : pixels;
}

/** BITMAPFILEHEADER and BITMAPINFOHEADER. Sizes that follow from the others are not looked at: decoders leave them zero. */
function isPhotoHead(head: DataView): boolean {
  return (
    head.getUint16(0, false) === 0x424d &&
    head.getUint32(10, true) === HEAD_BYTES &&
    head.getUint32(14, true) === INFO_BYTES &&
    head.getInt32(18, true) === PHOTO_WIDTH &&
    Math.abs(head.getInt32(22, true)) === PHOTO_HEIGHT &&
    head.getUint16(26, true) === 1 &&
    head.getUint16(28, true) === 24 &&
    head.getUint32(30, true) === 0
  );
}

function heightIn(file: Uint8Array): number {
  return new DataView(file.buffer, file.byteOffset).getInt32(22, true);
}

/** What a decoder leaves that gave up without saying so. */
function isOneColour(pixels: Uint8Array): boolean {
  return pixels.every((value, at) => value === pixels[at % 3]);
}

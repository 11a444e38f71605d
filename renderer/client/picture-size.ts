/** Width and height of a PNG, JPEG or WebP by its head alone: a small file can unpack into more pixels than there is memory. */

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** @param bytes the file or its beginning. @returns undefined for any other kind of file. Never throws. */
export function pictureSize(bytes: Uint8Array): PictureSize | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = pngSize(view) ?? jpegSize(view) ?? webpSize(view);
  return size && size.width > 0 && size.height > 0 ? size : undefined;
}

const ascii = (view: DataView, at: number, text: string) =>
  at + text.length <= view.byteLength && [...text].every((one, i) => view.getUint8(at + i) === one.charCodeAt(0));

function pngSize(view: DataView): PictureSize | undefined {
  if (view.byteLength < 24 || !ascii(view, 1, "PNG\r\n") || !ascii(view, 12, "IHDR")) return undefined;
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** Start of frame: every kind but the markers of tables (C4, C8, CC) that stand between them. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

function jpegSize(view: DataView): PictureSize | undefined {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return undefined;
  let at = 2;
  while (at + 9 <= view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    if (isFrame(marker)) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    // Fill bytes stand alone; every other segment says how long it is.
    at += marker === 0xff ? 1 : 2 + Math.max(2, view.getUint16(at + 2));
  }
  return undefined;
}

function webpSize(view: DataView): PictureSize | undefined {
  if (view.byteLength < 30 || !ascii(view, 0, "RIFF") || !ascii(view, 8, "WEBP")) return undefined;
  if (ascii(view, 12, "VP8 ")) {
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  }
  if (ascii(view, 12, "VP8L")) {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
  }
  if (!ascii(view, 12, "VP8X")) return undefined;
  const three = (at: number) => view.getUint16(at, true) + view.getUint8(at + 2) * 65_536 + 1;
  return { width: three(24), height: three(27) };
}

/**
 * What a picture is, told by its first bytes and never by a name or a declared format. The screen shows PNG, JPEG, BMP,
 * GIF and SVG; JBIG2 and TIFF (allowed by GB/T 33190-2016 §10) are recognised to be named as omissions.
 */

export type PictureFormat =
  | { readonly kind: "shown"; readonly mediaType: string; readonly isOpaque: boolean }
  | { readonly kind: "other"; readonly name: string };

export function recognizePicture(bytes: Uint8Array): PictureFormat {
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) {
    return { kind: "shown", mediaType: "image/png", isOpaque: isOpaquePng(bytes) };
  }
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return { kind: "shown", mediaType: "image/jpeg", isOpaque: true };
  if (startsWith(bytes, ascii("GIF87a"))) return { kind: "shown", mediaType: "image/gif", isOpaque: true };
  if (startsWith(bytes, ascii("GIF89a"))) {
    return { kind: "shown", mediaType: "image/gif", isOpaque: !hasTransparentGifColor(bytes) };
  }
  if (startsWith(bytes, ascii("BM"))) return { kind: "shown", mediaType: "image/bmp", isOpaque: true };
  if (isSvg(bytes)) return { kind: "shown", mediaType: "image/svg+xml", isOpaque: false };
  return { kind: "other", name: otherName(bytes) };
}

function otherName(bytes: Uint8Array): string {
  if (startsWith(bytes, [0x97, 0x4a, 0x42, 0x32])) return "jbig2";
  if (startsWith(bytes, [0x49, 0x49, 0x2a, 0x00]) || startsWith(bytes, [0x4d, 0x4d, 0x00, 0x2a])) return "tiff";
  return "unknown";
}

/** No alpha channel (colour types 0, 2, 3) and no tRNS chunk before the image data. */
function isOpaquePng(bytes: Uint8Array): boolean {
  const colorType = bytes[25] ?? 0;
  if (colorType === 4 || colorType === 6) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 8; at + 12 <= bytes.length; at += 12 + view.getUint32(at)) {
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (type === "tRNS") return false;
    if (type === "IDAT" || type === "IEND") return true;
  }
  return true;
}

/** The transparency flag of the first graphic control extension, which stands before the first image. */
function hasTransparentGifColor(bytes: Uint8Array): boolean {
  const flags = bytes[10] ?? 0;
  const from = 13 + (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  for (let at = from; at + 4 < bytes.length && bytes[at] === 0x21; ) {
    if (bytes[at + 1] === 0xf9) return ((bytes[at + 3] ?? 0) & 1) === 1;
    at += 2;
    while (at < bytes.length && bytes[at] !== 0) at += 1 + (bytes[at] ?? 0);
    at += 1;
  }
  return false;
}

function isSvg(bytes: Uint8Array): boolean {
  const text = String.fromCharCode(...bytes.subarray(0, 1024));
  return /^(?:\u00ef\u00bb\u00bf)?\s*</.test(text) && /<(?:\w+:)?svg[\s>]/.test(text);
}

function ascii(text: string): readonly number[] {
  return [...text].map((character) => character.charCodeAt(0));
}

function startsWith(bytes: Uint8Array, prefix: readonly number[]): boolean {
  return prefix.every((byte, i) => bytes[i] === byte);
}

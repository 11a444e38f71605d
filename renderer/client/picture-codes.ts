/** The code in a picture file, within limits that a photograph keeps and a bomb does not. Runs in the worker. */
import { type Fault, fault } from "../../electron/domain/fault.ts";
import { failed, ok, type Result } from "../../electron/domain/result.ts";
import type { Decoder, Pixels } from "./code-reading.ts";
import { pictureSize } from "./picture-size.ts";
import { readFile } from "./read-file.ts";

const MOST_BYTES = 20 * 1024 * 1024;
/** What the cameras of phones deliver at most; 200 MB once unpacked. */
const MOST_PIXELS = 50_000_000;
/** Metadata before the size of a JPEG; more than a preview picture takes. */
const HEAD_BYTES = 512 * 1024;
/** Larger pictures are made smaller first: more pixels make the search slower and no surer. */
const LONGEST_SIDE = 1_600;

/** @returns the text of the one code in it. Several different codes are not chosen from: the clerk shows one alone. */
export async function codeInPicture(file: Blob, decode: Decoder): Promise<Result<string>> {
  const reason = await tooMuch(file);
  if (reason) return failed(reason);
  const picture = await createImageBitmap(file).catch(() => undefined);
  if (!picture) return failed(fault("image.unreadable"));
  const fitted = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  // Smaller helps against moiré in photographs of screens, the full size helps small codes on large scans.
  for (const scale of [fitted, fitted * 0.7, fitted / 2, fitted / 3, 1]) {
    const { texts } = await decode(pixelsOf(picture, scale));
    const [text] = texts;
    if (texts.length > 1) return failed(fault("image.several-codes", { codes: texts.length }));
    if (text !== undefined) return ok(text);
  }
  return failed(fault("image.no-code"));
}

async function tooMuch(file: Blob): Promise<Fault | undefined> {
  if (file.size > MOST_BYTES) return fault("image.too-large", { bytes: file.size });
  const head = await readFile(file.slice(0, HEAD_BYTES));
  if (!head.ok) return head.fault;
  const size = pictureSize(head.value);
  if (!size) return fault("image.unreadable");
  const { width, height } = size;
  return width * height > MOST_PIXELS ? fault("image.too-large", { width, height }) : undefined;
}

/** @param scale of 1 = as it is. White shines through transparent places. */
export function pixelsOf(picture: ImageBitmap, scale: number): Pixels {
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("no 2D canvas");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, height);
  context.drawImage(picture, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  return { data, width, height };
}

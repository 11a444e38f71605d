/** Worker: one picture in, the text of its code out. */
import { readCode } from "./qr-reading.ts";

/** Larger pictures are made smaller first: more pixels make the search slower and no surer. */
const LONGEST_SIDE = 1_600;

export type QrAnswer = { readonly text: string | undefined };

async function textOf(file: Blob): Promise<string | undefined> {
  const picture = await createImageBitmap(file).catch(() => undefined);
  if (!picture) return undefined;
  const fitted = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  // Smaller helps against moiré in photographs of screens, the full size helps small codes on large scans.
  for (const scale of [fitted, fitted * 0.7, fitted / 2, fitted / 3, 1]) {
    const pixels = pixelsOf(picture, scale);
    const text = readCode(pixels.data, pixels.width, pixels.height);
    if (text !== undefined) return text;
  }
  return undefined;
}

function pixelsOf(picture: ImageBitmap, scale: number): ImageData {
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const context = new OffscreenCanvas(width, height).getContext("2d");
  if (!context) throw new Error("no 2D canvas");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, height);
  context.drawImage(picture, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}

addEventListener("message", (event: MessageEvent<Blob>) => {
  textOf(event.data).then(
    (text) => postMessage({ text } satisfies QrAnswer),
    (error: unknown) => reportError(error),
  );
});

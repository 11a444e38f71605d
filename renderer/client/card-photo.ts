/** The photo of a card from the host onto a canvas, and off it again. Plain pixels: nothing of it gets into a store of pictures. */
import { PHOTO_BYTES, PHOTO_HEIGHT, PHOTO_WIDTH } from "../../electron/domain/person/photo.ts";

/** @returns what ends it: the canvas is empty then and stays so. */
export function showCardPhoto(address: string, canvas: HTMLCanvasElement, onMissing: () => void): () => void {
  const ending = new AbortController();
  canvas.width = PHOTO_WIDTH;
  canvas.height = PHOTO_HEIGHT;
  void fetchPixels(address, ending.signal).then((pixels) => {
    if (ending.signal.aborted) return;
    if (pixels) draw(pixels, canvas);
    else onMissing();
  });
  return () => {
    ending.abort();
    // Setting the size empties it.
    canvas.width = 0;
  };
}

async function fetchPixels(address: string, signal: AbortSignal): Promise<Uint8Array | undefined> {
  try {
    const response = await fetch(address, { signal, cache: "no-store" });
    const pixels = new Uint8Array(await response.arrayBuffer());
    return response.ok && pixels.length === PHOTO_BYTES ? pixels : undefined;
  } catch {
    // The host is away, or this was ended; the next view of the counter says more.
    return undefined;
  }
}

function draw(pixels: Uint8Array, canvas: HTMLCanvasElement): void {
  const image = new ImageData(PHOTO_WIDTH, PHOTO_HEIGHT);
  for (let at = 0; at < PHOTO_WIDTH * PHOTO_HEIGHT; at += 1) {
    image.data.set(pixels.subarray(at * 3, at * 3 + 3), at * 4);
    image.data[at * 4 + 3] = 255;
  }
  canvas.getContext("2d")?.putImageData(image, 0, 0);
  image.data.fill(0);
  pixels.fill(0);
}

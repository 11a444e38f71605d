/** Reads the code out of a picture file (a screenshot, a photograph, a scan) without holding up the screen. */
import type { QrAnswer } from "./qr-worker.ts";

/** @returns undefined when there is no code in it, or it is no picture. */
export function readCodeFromImage(file: Blob): Promise<string | undefined> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL("./qr-worker.ts", import.meta.url), { type: "module" });
    const finish = (text: string | undefined) => {
      worker.terminate();
      resolve(text);
    };
    worker.addEventListener("message", (event: MessageEvent<QrAnswer>) => finish(event.data.text));
    worker.addEventListener("error", () => finish(undefined));
    worker.postMessage(file);
  });
}

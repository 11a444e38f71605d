/** Reads the code out of a picture file (a screenshot, a photograph, a scan) without holding up the screen. */
import { fault } from "../../electron/domain/fault.ts";
import { failed, type Result } from "../../electron/domain/result.ts";
import type { CodeAnswer, CodeQuestion } from "./qr-worker.ts";

/** A picture that takes longer is given up: the clerk waits for an answer, not for a certainty. */
const LONGEST_MS = 15_000;

/** @returns a fault when there is no code in it or several, or it is no picture, or too large a one. */
export function readCodeFromImage(file: Blob): Promise<Result<string>> {
  return new Promise((resolve) => {
    const worker = openCodeWorker();
    const finish = (code: Result<string>) => {
      clearTimeout(timer);
      worker.terminate();
      resolve(code);
    };
    const timer = setTimeout(() => finish(failed(fault("image.no-code"))), LONGEST_MS);
    worker.addEventListener("message", ({ data }: MessageEvent<CodeAnswer>) => "code" in data && finish(data.code));
    worker.addEventListener("error", () => finish(failed(fault("image.unreadable"))));
    worker.postMessage({ picture: file } satisfies CodeQuestion);
  });
}

export function openCodeWorker(): Worker {
  return new Worker(new URL("./qr-worker.ts", import.meta.url), { type: "module" });
}

/** Frames of a running video to the decoder's thread, one at a time: while one is searched, newer ones pass by. */
import type { Reading } from "./code-reading.ts";
import { openCodeWorker } from "./qr-image.ts";
import type { CodeAnswer, CodeQuestion } from "./qr-worker.ts";

export interface LiveListeners {
  onReading(reading: Reading): void;
  /** The decoder's thread ended. */
  onBroken(): void;
}

/** The middle of the frame, where the code is held; every third time the whole frame. */
const MIDDLE = 0.7;
const WHOLE_EVERY = 3;

/** @returns what stops it; nothing is heard of it afterwards. */
export function startLiveReading(video: HTMLVideoElement, listeners: LiveListeners): () => void {
  const worker = openCodeWorker();
  let isStopped = false;
  let frames = 0;
  let share = 1;
  let request = 0;

  const take = async () => {
    const { videoWidth, videoHeight } = video;
    share = frames++ % WHOLE_EVERY === WHOLE_EVERY - 1 ? 1 : MIDDLE;
    const [width, height] = [Math.round(videoWidth * share), Math.round(videoHeight * share)];
    const [left, top] = [(videoWidth - width) >> 1, (videoHeight - height) >> 1];
    const frame = await createImageBitmap(video, left, top, width, height).catch(() => undefined);
    if (isStopped || !frame) {
      frame?.close();
      next();
    } else worker.postMessage({ frame } satisfies CodeQuestion, [frame]);
  };
  const next = () => {
    if (!isStopped) request = video.requestVideoFrameCallback(() => void take());
  };
  worker.addEventListener("message", ({ data }: MessageEvent<CodeAnswer>) => {
    if (isStopped || !("reading" in data)) return;
    const { texts, unreadShare } = data.reading;
    listeners.onReading(unreadShare === undefined ? { texts } : { texts, unreadShare: unreadShare * share });
    next();
  });
  worker.addEventListener("error", () => !isStopped && listeners.onBroken());
  next();
  return () => {
    isStopped = true;
    video.cancelVideoFrameCallback(request);
    worker.terminate();
  };
}

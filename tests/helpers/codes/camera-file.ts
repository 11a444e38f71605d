/** A film that Chromium plays as its camera: a desk, then a code in a hand that is never quite still, with the noise of a cheap sensor. */
import { writeFileSync } from "node:fs";
import { blurred, noisy } from "./code-damage.ts";
import { drawCode, type Gray } from "./code-picture.ts";

const WIDTH = 640;
const HEIGHT = 480;
const PER_SECOND = 10;

/** @param path ends with `.y4m`; Chromium starts it again when it is over. */
export function writeCameraFile(path: string, text: string): void {
  const desk: Gray = { data: new Float32Array(WIDTH * HEIGHT).fill(96), width: WIDTH, height: HEIGHT };
  const inHand = Array.from({ length: 15 }, (_, i) =>
    drawCode(text, {
      width: WIDTH,
      height: HEIGHT,
      module: 6,
      turn: 4 * Math.sin(i / 2),
      tilt: 0.1,
      at: [330 + 6 * Math.sin(i), 240],
    }),
  );
  writeFilm(
    path,
    [desk, desk, desk, desk, desk, ...inHand].map((frame, index) => noisy(frame, 6, index + 1)),
  );
}

/** A code that the camera sees and cannot read: for a second too far away, then as long near and blurred. */
export function writeUnreadableFilm(path: string, text: string): void {
  const seen = (module: number, blur: number) =>
    blurred(drawCode(text, { width: WIDTH, height: HEIGHT, module }), blur);
  const [far, near] = [seen(4, 6), seen(9, 40)];
  const frames = Array.from({ length: 2 * PER_SECOND }, (_, index) => (index < PER_SECOND ? far : near));
  writeFilm(path, frames);
}

function writeFilm(path: string, frames: readonly Gray[]): void {
  const head = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F${PER_SECOND}:1 Ip A1:1 C420\n`);
  const noColour = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
  writeFileSync(
    path,
    Buffer.concat([head, ...frames.flatMap((frame) => [Buffer.from("FRAME\n"), luma(frame), noColour])]),
  );
}

function luma({ data }: Gray): Buffer {
  return Buffer.from(data.map((one) => Math.max(16, Math.min(235, one))));
}

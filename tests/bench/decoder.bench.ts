/** Both decoders over the same frames of 640 × 480, spoilt in the ways of a hall: how many are read, and how long one takes. */
import { type Decoder, type Pixels, plainDecoder } from "../../renderer/client/code-reading.ts";
import { readCodes } from "../../renderer/client/wasm-reading.ts";
import { blurred, compressed, glaring, moved, noisy, randomFrom, shaded } from "../helpers/codes/code-damage.ts";
import { darkModules, drawCode, type Gray, type Placement, toPixels } from "../helpers/codes/code-picture.ts";
import { prepareWasmFromDisk } from "../helpers/codes/wasm-decoder.ts";
import { type Measurement, measurement, quantile } from "./measurement.ts";

const SIZE = { width: 640, height: 480 } as const;
/** Characters: a short service code, one with a signature, the longest met. */
const LENGTHS = [40, 120, 300] as const;
const EACH = 4;

interface Damage {
  readonly name: string;
  /** Per cent of the frames that are to be read. */
  readonly budget: number;
  readonly place?: Partial<Placement>;
  readonly spoil?: (gray: Gray, seed: number) => Gray;
}

/** A bad phone in a bad light: what a hall's worst hour has, all at once. */
const PHONE = (gray: Gray, seed: number) => compressed(noisy(glaring(blurred(shaded(gray), 2), 90), 18, seed), 16);

const DAMAGES: readonly Damage[] = [
  { name: "clean", budget: 100 },
  { name: "2 pixels a module", budget: 90, place: { module: 2 } },
  { name: "1.75 pixels a module", budget: 30, place: { module: 1.75 } },
  { name: "turned 45°", budget: 90, place: { turn: 45, module: 3.4 } },
  { name: "tilted", budget: 80, place: { tilt: 0.55 } },
  { name: "blurred", budget: 60, spoil: (gray) => blurred(gray, 6) },
  { name: "moved 10 pixels", budget: 60, spoil: (gray) => moved(gray, 10) },
  {
    name: "contrast 30 of 255, with noise",
    budget: 90,
    spoil: (gray, seed) => noisy(gray, 3, seed),
    place: { dark: 110, light: 140 },
  },
  { name: "noise σ 60", budget: 70, spoil: (gray, seed) => noisy(gray, 60, seed) },
  { name: "glare", budget: 60, spoil: (gray) => glaring(gray, 140) },
  { name: "shaded, with noise", budget: 90, spoil: (gray, seed) => noisy(shaded(gray), 20, seed) },
  { name: "JPEG blocks", budget: 70, spoil: (gray) => compressed(gray, 60) },
  { name: "inverted", budget: 90, place: { dark: 230, light: 25 } },
  { name: "phone: shade, blur, glare, noise, JPEG", budget: 60, spoil: PHONE },
];

const ALPHABET = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz-_:.";

function payload(length: number, seed: number): string {
  const random = randomFrom(seed);
  return Array.from({ length }, () => ALPHABET[Math.floor(random() * ALPHABET.length)]).join("");
}

interface Frame {
  readonly text: string;
  readonly pixels: Pixels;
}

function framesOf({ place = {}, spoil }: Damage, seed: number): readonly Frame[] {
  return LENGTHS.flatMap((length) =>
    Array.from({ length: EACH }, (_, index) => {
      const text = payload(length, seed + 10 * length + index);
      // As large as fits into two thirds of the frame, as people hold a phone, and never quite straight.
      const module = Math.min(8, 340 / (darkModules(text).size + 8));
      const gray = drawCode(text, { ...SIZE, module, turn: 3 * index - 4, at: [320 + 7 * index, 236], ...place });
      return { text, pixels: toPixels(spoil?.(gray, seed + index) ?? gray) };
    }),
  );
}

interface Run {
  readonly share: number;
  readonly times: readonly number[];
}

async function runOver(frames: readonly Frame[], decode: Decoder): Promise<Run> {
  const times: number[] = [];
  let read = 0;
  for (const { text, pixels } of frames) {
    const from = performance.now();
    const { texts } = await decode(pixels);
    times.push(performance.now() - from);
    if (texts.some((one) => one !== text)) throw new Error(`read ${texts.join(" ")} for ${text}`);
    if (texts.length > 0) read += 1;
  }
  return { share: (100 * read) / frames.length, times };
}

const PEER = "@zxing/library";

export async function benchDecoder(): Promise<readonly Measurement[]> {
  await prepareWasmFromDisk();
  const rows: Measurement[] = [];
  const all = { wasm: [] as Run[], plain: [] as Run[] };
  for (const [index, damage] of DAMAGES.entries()) {
    const frames = framesOf(damage, 1000 * (index + 1));
    const wasm = await runOver(frames, readCodes);
    const plain = await runOver(frames, plainDecoder);
    all.wasm.push(wasm);
    all.plain.push(plain);
    rows.push(shareRow(`codes read: ${damage.name}`, damage.budget, [wasm], [plain], frames.length));
  }
  const empty = Array.from({ length: 20 }, (_, seed) => emptyFrame(seed));
  return [
    shareRow("codes read: all of these", 80, all.wasm, all.plain, DAMAGES.length * LENGTHS.length * EACH),
    timeRow("decode a frame of the camera", 25, all.wasm, all.plain),
    timeRow(
      "decode a frame without a code",
      25,
      [await runOver(empty, readCodes)],
      [await runOver(empty, plainDecoder)],
    ),
    ...rows,
  ];
}

function emptyFrame(seed: number): Frame {
  const data = new Float32Array(SIZE.width * SIZE.height).fill(96);
  return { text: "", pixels: toPixels(noisy({ data, ...SIZE }, 12, seed)) };
}

const mean = (runs: readonly Run[]) => runs.reduce((sum, { share }) => sum + share, 0) / runs.length;

function shareRow(
  name: string,
  budget: number,
  wasm: readonly Run[],
  plain: readonly Run[],
  runs: number,
): Measurement {
  const share = mean(wasm);
  return { name, unit: "%", budget, p50: share, p95: share, runs, peers: { [PEER]: mean(plain) } };
}

function timeRow(name: string, budget: number, wasm: readonly Run[], plain: readonly Run[]): Measurement {
  const times = plain.flatMap((run) => run.times);
  return {
    ...measurement(
      name,
      "ms",
      budget,
      wasm.flatMap((run) => run.times),
    ),
    peers: { [`${PEER} p50`]: quantile(times, 0.5), [`${PEER} p95`]: quantile(times, 0.95) },
  };
}

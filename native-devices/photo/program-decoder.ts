/**
 * A photo decoder that is a program (on POSIX only one that nobody else may change, see only-ours.ts; on Windows that is not
 * looked at): WLT on its stdin, a BMP on its stdout, exit 0. It gets no arguments, no shell, its own folder to
 * work in and no environment but what Windows needs to load a library. Whatever it does, the answer comes in time.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { access, constants, realpath, stat } from "node:fs/promises";
import { dirname } from "node:path";
import type { Readable } from "node:stream";
import type { CardPhoto, PhotoGap } from "../../electron/domain/person/photo.ts";
import type { Clock } from "../clock.ts";
import { BITMAP_BYTES, pixelsOf } from "./bitmap.ts";
import { isOnlyOurs } from "./only-ours.ts";
import { DECODER_LIMIT_MS, type PhotoDecoder } from "./photo-decoder.ts";

const IS_WINDOWS = process.platform === "win32";

/** @param program absolute path */
export function createProgramDecoder(program: string, clock: Clock): PhotoDecoder {
  return async (wlt) => {
    const found = await findProgram(program);
    return "gap" in found ? found : run(found.path, wlt, clock);
  };
}

/** Who may change the program, or put another in its place, may have any program run here. */
async function findProgram(program: string): Promise<{ readonly path: string } | { readonly gap: PhotoGap }> {
  try {
    // The file itself, whatever links lead to it: what was looked at is what is run.
    const path = await realpath(program);
    if (!(await stat(path)).isFile()) return { gap: "decoder-missing" };
    const isSafe = IS_WINDOWS || ((await isOnlyOurs(path)) && (await isOnlyOurs(program)));
    if (!isSafe) return { gap: "decoder-unsafe" };
    await access(path, constants.X_OK);
    return { path };
  } catch {
    return { gap: "decoder-missing" };
  }
}

async function run(program: string, wlt: Uint8Array, clock: Clock): Promise<CardPhoto> {
  const { promise, resolve } = Promise.withResolvers<CardPhoto>();
  const child = start(program);
  if (!child) return { gap: "decoder-failed" };
  const { stdin, stdout } = child;
  const output = collect(stdout, () => resolve({ gap: "decoder-garbage" }));
  const cancel = clock.after(DECODER_LIMIT_MS, () => resolve({ gap: "decoder-timed-out" }));
  const onExit = () => kill(child);
  process.once("exit", onExit);
  child.on("error", () => resolve({ gap: "decoder-failed" }));
  child.on("close", (code) => {
    if (code !== 0) return resolve({ gap: "decoder-failed" });
    const pixels = pixelsOf(output.whole());
    resolve(pixels ? { pixels } : { gap: "decoder-garbage" });
  });
  // A program that does not read to the end is judged by what it writes.
  stdin?.on("error", () => {});
  stdin?.end(wlt);
  const photo = await promise;
  cancel();
  process.off("exit", onExit);
  kill(child);
  stdout?.destroy();
  output.wipe();
  return photo;
}

/** Undefined where the system does not even try: Windows refuses to run a script without a shell. */
function start(program: string): ChildProcess | undefined {
  try {
    const root = process.env["SystemRoot"];
    return spawn(program, [], {
      cwd: dirname(program),
      env: IS_WINDOWS && root !== undefined ? { SystemRoot: root } : {},
      shell: false,
      stdio: ["pipe", "pipe", "ignore"],
      windowsHide: true,
      // A process group of its own: what the program started ends with it.
      detached: !IS_WINDOWS,
    });
  } catch {
    return undefined;
  }
}

function kill(child: ChildProcess): void {
  const { pid } = child;
  if (pid === undefined) return;
  try {
    if (IS_WINDOWS) child.kill("SIGKILL");
    else process.kill(-pid, "SIGKILL");
  } catch {
    // All of it has ended.
  }
}

/** No more is kept than a picture has; one byte over ends it. */
function collect(stdout: Readable | null, onTooLong: () => void): { whole(): Uint8Array; wipe(): void } {
  const bytes = Buffer.alloc(BITMAP_BYTES);
  let size = 0;
  stdout?.on("data", (chunk: Buffer) => {
    const isTooLong = size + chunk.length > BITMAP_BYTES;
    if (!isTooLong) chunk.copy(bytes, size);
    size = isTooLong ? BITMAP_BYTES : size + chunk.length;
    chunk.fill(0);
    if (isTooLong) onTooLong();
  });
  stdout?.on("error", () => {});
  return { whole: () => bytes.subarray(0, size), wipe: () => void bytes.fill(0) };
}

/** The C source of the manual, compiled around a library with the interface of the vendors', does what the manual says. */
import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { systemClock } from "../../native-devices/clock.ts";
import { pixelsOf } from "../../native-devices/photo/bitmap.ts";
import { createProgramDecoder } from "../../native-devices/photo/program-decoder.ts";
import { bitmapOf, DecoderFolder, splitPicture } from "../emulators/photo-decoder/decoder-program.ts";

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const EXAMPLE = file("../../build/manual/zh-CN/photo-decoder.c");
const LIBRARY = file("../emulators/photo-decoder/vendor-library.c");

function hasCompiler(): boolean {
  try {
    execFileSync("cc", ["--version"], { stdio: "ignore" });
    return process.platform === "linux";
  } catch {
    return false;
  }
}

describe.skipIf(!hasCompiler())("the manual's photo decoder", () => {
  let folder: DecoderFolder;
  const kept = () => readdirSync("/dev/shm").filter((name) => name.startsWith("wlt-"));
  let before: string[];
  beforeEach(() => {
    folder = new DecoderFolder();
    before = kept();
  });
  afterEach(() => folder.remove());

  const build = (behaviour: string): string => {
    const library = join(folder.folder, "libWltRS.so");
    const program = join(folder.folder, "photo-decoder");
    const picture = `-DPICTURE="${join(folder.folder, "photo.bmp")}"`;
    execFileSync("cc", ["-shared", "-fPIC", `-D${behaviour}`, picture, "-o", library, LIBRARY]);
    execFileSync("cc", ["-Wall", "-Werror", `-DWLT_LIBRARY="${library}"`, "-o", program, EXAMPLE, "-ldl"]);
    return program;
  };

  test.each([
    ["WORKS", { pixels: pixelsOf(bitmapOf(splitPicture)) }],
    ["CRASHES", { gap: "decoder-failed" }],
    ["HANGS", { gap: "decoder-failed" }],
  ])("around a library that %s", async (behaviour, answer) => {
    expect(await createProgramDecoder(build(behaviour), systemClock)(new Uint8Array(1024).fill(7))).toEqual(answer);
    expect(kept()).toEqual(before);
  });
});

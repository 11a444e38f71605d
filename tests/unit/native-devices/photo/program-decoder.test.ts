/** The decoder's program in every way that foreign code can behave. Real processes; only the deadline is turned by hand. */
import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, copyFileSync, existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { systemClock } from "../../../../native-devices/clock.ts";
import { pixelsOf } from "../../../../native-devices/photo/bitmap.ts";
import { createProgramDecoder } from "../../../../native-devices/photo/program-decoder.ts";
import { bitmapOf, DecoderFolder, splitPicture } from "../../../emulators/photo-decoder/decoder-program.ts";
import { TurnedClock } from "../turned-clock.ts";

const WLT = Uint8Array.from({ length: 1024 }, (_, at) => at & 0xff);
const picture = { pixels: pixelsOf(bitmapOf(splitPicture)) };
let folder: DecoderFolder;
beforeEach(() => {
  folder = new DecoderFolder();
});
afterEach(() => folder.remove());

/** Processes that were started in the folder and still run. */
function leftBehind(): string[] {
  const found = execFileSync("sh", ["-c", "ls -ld /proc/[0-9]*/cwd 2>/dev/null || true"], { encoding: "utf8" });
  return found.split("\n").filter((line) => line.includes(folder.folder));
}

async function untilNobodyIsLeft(): Promise<void> {
  for (let tries = 0; tries < 100 && leftBehind().length > 0; tries += 1)
    await new Promise((done) => setTimeout(done, 20));
  expect(leftBehind()).toEqual([]);
}

describe.skipIf(process.platform !== "linux")("a decoder that is a program", () => {
  test.each(["good", "deaf", "telling"] as const)("%s: its picture is taken", async (name) => {
    expect(await createProgramDecoder(folder.write(name), systemClock)(WLT)).toEqual(picture);
  });

  test("is given the photo as the card has it and nothing else, and works in its own folder", async () => {
    await createProgramDecoder(folder.write("telling"), systemClock)(WLT);
    const given = (name: string) => readFileSync(join(folder.folder, name));
    expect(Uint8Array.from(given("given.bin"))).toEqual(WLT);
    expect(given("given.arguments").toString()).toBe("0\n");
    // The shell of this decoder sets these by itself.
    const names = given("given.env")
      .toString()
      .trim()
      .split("\n")
      .map((line) => line.split("=")[0]);
    expect(names.filter((name) => !["PWD", "OLDPWD", "SHLVL", "_"].includes(name ?? ""))).toEqual([]);
  });

  test.each([
    ["failing", "decoder-failed"],
    ["crashing", "decoder-failed"],
    ["silent", "decoder-garbage"],
    ["talking nonsense", "decoder-garbage"],
    ["talking without end", "decoder-garbage"],
    ["one byte short", "decoder-garbage"],
    ["one byte long", "decoder-garbage"],
  ] as const)("%s is told as %s", async (name, gap) => {
    expect(await createProgramDecoder(folder.write(name), systemClock)(WLT)).toEqual({ gap });
    await untilNobodyIsLeft();
  });

  test.each(["hanging", "hanging with a child", "leaving a child behind"] as const)(
    "%s is given up in time, and nothing of it goes on",
    async (name) => {
      const clock = new TurnedClock();
      const decoding = createProgramDecoder(folder.write(name), clock)(WLT);
      for (let tries = 0; tries < 200 && leftBehind().length === 0; tries += 1)
        await new Promise((done) => setTimeout(done, 10));
      expect(leftBehind()).not.toEqual([]);
      await clock.advance(1900);
      await clock.advance(200);
      expect(await decoding).toEqual({ gap: "decoder-timed-out" });
      await untilNobodyIsLeft();
    },
  );

  test("ends with the process that started it", async () => {
    const source = fileURLToPath(new URL("../../../../native-devices/photo/program-decoder.ts", import.meta.url));
    const script = `const { createProgramDecoder } = await import(${JSON.stringify(source)});
      void createProgramDecoder(process.argv[1], { after: () => () => {} })(new Uint8Array(1024));
      setTimeout(() => process.exit(0), 300);`;
    execFileSync(process.execPath, ["--input-type=module", "-e", script, folder.write("hanging with a child")]);
    await untilNobodyIsLeft();
  });

  test("that is not there, is a folder, or is no program", async () => {
    const decode = (path: string) => createProgramDecoder(path, systemClock)(WLT);
    expect(await decode(join(folder.folder, "nothing"))).toEqual({ gap: "decoder-missing" });
    expect(await decode(folder.folder)).toEqual({ gap: "decoder-missing" });
    expect(await decode(folder.write("good", 0o666 & ~0o022))).toEqual({ gap: "decoder-missing" });
  });

  test.each([0o775, 0o757])("that others may change (%o) is not run", async (mode) => {
    expect(await createProgramDecoder(folder.write("telling", mode), systemClock)(WLT)).toEqual({
      gap: "decoder-unsafe",
    });
    expect(existsSync(join(folder.folder, "given.bin"))).toBe(false);
  });

  /** In a folder of its own, in which it works. */
  function innerProgram(): { readonly inner: string; readonly program: string } {
    const inner = join(folder.folder, "inner");
    mkdirSync(inner, { mode: 0o755 });
    const program = join(inner, "program");
    copyFileSync(folder.write("good"), program);
    copyFileSync(join(folder.folder, "photo.bmp"), join(inner, "photo.bmp"));
    return { inner, program };
  }

  test("is not run where others may put another in its place: in its folder, in one above, or through a link", async () => {
    const { inner, program } = innerProgram();
    const decode = (path: string) => createProgramDecoder(path, systemClock)(WLT);
    expect(await decode(program)).toEqual(picture);
    for (const mode of [0o775, 0o757, 0o1777]) {
      chmodSync(inner, mode);
      expect(await decode(program)).toEqual({ gap: "decoder-unsafe" });
    }
    const link = join(inner, "link");
    symlinkSync(folder.write("good"), link);
    expect(await decode(link)).toEqual({ gap: "decoder-unsafe" });
    chmodSync(inner, 0o755);
    expect(await decode(link)).toEqual(picture);
    chmodSync(folder.folder, 0o777);
    expect(await decode(program)).toEqual({ gap: "decoder-unsafe" });
    chmodSync(folder.folder, 0o1777);
    // As /tmp is: nobody may take away what is another's.
    expect(await decode(program)).toEqual(picture);
  });

  test.skipIf(process.getuid?.() !== 0)("that belongs to another user, or whose folder does, is not run", async () => {
    const program = folder.write("good");
    const decode = () => createProgramDecoder(program, systemClock)(WLT);
    chownSync(program, 12_345, 12_345);
    expect(await decode()).toEqual({ gap: "decoder-unsafe" });
    chownSync(program, 0, 0);
    expect(await decode()).toEqual(picture);
    chownSync(folder.folder, 12_345, 12_345);
    expect(await decode()).toEqual({ gap: "decoder-unsafe" });
  });
});

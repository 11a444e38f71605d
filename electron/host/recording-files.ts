/** `recordings/` in the data folder: one file for each recording, named after its instant and its device. */
import { open, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { DeviceBook } from "../devices/device-book.ts";
import { ok } from "../domain/result.ts";
import { writeDurably } from "../trust/write-durably.ts";

type RecordingFiles = Pick<DeviceBook, "keepRecording" | "recordings" | "recording" | "dropRecording">;

/** Longer than any first line. */
const HEAD_BYTES = 1024;
const MOST_SHOWN = 100;
const NAME = /^\w[\w.-]*\.jsonl$/;

export function recordingFiles(folder: string, now: () => number): RecordingFiles {
  return {
    async keepRecording(deviceId, text) {
      const name = `${new Date(now()).toISOString().replace(/[:.]/g, "-")}-${deviceId}.jsonl`;
      const kept = await writeDurably(folder, name, new TextEncoder().encode(text));
      return kept.ok ? ok(name) : kept;
    },
    async recordings() {
      const names = await readdir(folder).catch(() => []);
      const newest = names
        .filter((name) => NAME.test(name))
        .sort()
        .reverse()
        .slice(0, MOST_SHOWN);
      return Promise.all(newest.map(async (fileName) => ({ fileName, head: await headOf(join(folder, fileName)) })));
    },
    recording: async (name) =>
      NAME.test(name) ? readFile(join(folder, name), "utf8").catch(() => undefined) : undefined,
    dropRecording: async (name) =>
      NAME.test(name) &&
      rm(join(folder, name)).then(
        () => true,
        () => false,
      ),
  };
}

async function headOf(file: string): Promise<string> {
  try {
    await using handle = await open(file);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.toString("utf8", 0, bytesRead).split("\n", 1)[0] ?? "";
  } catch {
    return "";
  }
}

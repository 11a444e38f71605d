/**
 * Many files on many threads. Each thread's lane takes the next name, reads that one file, and waits for its verdict: as many files
 * are in memory as there are threads, however long the list is.
 */
import { readFile, stat } from "node:fs/promises";
import { type Fault, fault } from "../domain/fault.ts";
import { CONTAINER_LIMITS } from "../seal/container/limits.ts";
import { type LaneOptions, openLane } from "../verification/lane.ts";
import { type Found, findFiles, unreadable } from "./find-files.ts";
import { type Progress, progressOn } from "./progress.ts";
import type { Tally } from "./tally.ts";

export interface BatchOptions extends LaneOptions {
  readonly threads: number;
}

/** How many names there were to judge. */
export async function verifyMany(paths: readonly string[], options: BatchOptions, tally: Tally): Promise<number> {
  const progress = progressOn(process.stderr, () => performance.now());
  const found = findFiles(paths);
  const counted = process.stderr.isTTY ? count(paths, progress) : undefined;
  const lanes = Array.from({ length: options.threads }, () => runLane(found, options, tally, progress));
  const judged = await Promise.all(lanes);
  progress.end();
  await counted;
  return judged.reduce((total, count) => total + count, 0);
}

async function count(paths: readonly string[], progress: Progress): Promise<void> {
  let total = 0;
  for await (const _ of findFiles(paths)) total += 1;
  progress.expect(total);
}

async function runLane(
  found: AsyncGenerator<Found, undefined, undefined>,
  options: BatchOptions,
  tally: Tally,
  progress: Progress,
): Promise<number> {
  const lane = openLane(options);
  let handled = 0;
  try {
    for (let next = await found.next(); !next.done; next = await found.next()) {
      const { file, fault: problem } = next.value;
      const bytes = problem ?? (await read(file));
      const judged = bytes instanceof Uint8Array ? await lane.judge(bytes) : { ok: false as const, fault: bytes };
      progress.around(() => {
        if (judged.ok) tally.report(file, judged.value.report, judged.value.ms);
        else tally.fault(file, judged.fault);
      });
      progress.step();
      handled += 1;
    }
    return handled;
  } finally {
    await lane.close();
  }
}

/** A file beyond the limit of any license is not even read: so many at once could fill the memory. */
async function read(file: string): Promise<Uint8Array | Fault> {
  try {
    const { size } = await stat(file);
    if (size > CONTAINER_LIMITS.fileBytes) return fault("license.too-large", { bytes: size });
    return await readFile(file);
  } catch (error) {
    return unreadable(error);
  }
}

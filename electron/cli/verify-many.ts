/**
 * Many files on many threads. Each thread's lane takes the next name, reads that one file, and waits for its verdict: as many files
 * are in memory as there are threads, however long the list is.
 */
import { failed, type Result } from "../domain/result.ts";
import { type Judged, type Lane, type LaneOptions, openLane } from "../verification/lane.ts";
import { type Found, findFiles } from "./find-files.ts";
import { type Progress, progressOn } from "./progress.ts";
import { type Gate, openGate, readLicense } from "./read-license.ts";
import type { Tally } from "./tally.ts";

export interface BatchOptions extends LaneOptions {
  readonly threads: number;
}

/** How many names there were to judge. */
export async function verifyMany(paths: readonly string[], options: BatchOptions, tally: Tally): Promise<number> {
  const progress = progressOn(process.stderr, () => performance.now());
  const found = findFiles(paths);
  const counted = process.stderr.isTTY ? count(paths, progress) : undefined;
  const told = { tally, progress, gate: openGate() };
  const lanes = Array.from({ length: options.threads }, () => runLane(found, options, told));
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

interface Shared {
  readonly tally: Tally;
  readonly progress: Progress;
  readonly gate: Gate;
}

async function runLane(
  found: AsyncGenerator<Found, undefined, undefined>,
  options: BatchOptions,
  { tally, progress, gate }: Shared,
): Promise<number> {
  const lane = openLane(options);
  let handled = 0;
  try {
    for (let next = await found.next(); !next.done; next = await found.next()) {
      const { file, fault: problem } = next.value;
      const judged: Result<Judged> = problem ? failed(problem) : await gate(file, () => judge(file, lane));
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

async function judge(file: string, lane: Lane): Promise<Result<Judged>> {
  const bytes = await readLicense(file);
  return bytes instanceof Uint8Array ? lane.judge(bytes) : failed(bytes);
}

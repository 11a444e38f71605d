/**
 * Power cuts: a process works on a database while everything that the disk is told is written down; then, for moments at random,
 * a disk is put together that holds what was synced by then and some of the rest, and the terminal is opened on it.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Random, seededRandom } from "../fuzz/random.ts";
import { inspectDecisions } from "./kill/decisions.ts";
import type { Line } from "./kill/scene.ts";
import { acknowledgedBy, readLog, restore, type Told, WAYS } from "./power/replay.ts";
import { compileShim, whyNoShim } from "./power/shim.ts";
import { createFindings, type Findings, type Outcome, type Torture, type TortureOptions } from "./torture.ts";

const WORK = fileURLToPath(new URL("./power/work.ts", import.meta.url));
const CUTS_PER_RUN = 50;

export const power: Torture = {
  what: "power cuts: un-synced pages dropped, in part kept, the last one torn",
  count: 300,
  run: (options) => cutPower(options),
};

/** @param disk what the disk makes of what it is told; an honest one when absent */
export async function cutPower(
  { count, seed, note }: TortureOptions,
  disk = (told: readonly Told[]): readonly Told[] => told,
): Promise<Outcome> {
  const missing = whyNoShim();
  if (missing) throw new Error(missing);
  const random = seededRandom(seed);
  const findings = createFindings();
  const figures: Record<string, number> = { acknowledged: 0 };
  const library = compileShim();
  const folder = mkdtempSync(join(tmpdir(), "torture-power-"));
  try {
    for (let done = 0; done < count; done += CUTS_PER_RUN) {
      const told = disk(recordRun(folder, library, findings));
      for (let cut = 0; cut < Math.min(CUTS_PER_RUN, count - done); cut += 1) {
        const { way, lines } = cutOnce(told, join(folder, "after"), random, findings);
        figures[way] = (figures[way] ?? 0) + 1;
        figures["acknowledged"] = (figures["acknowledged"] ?? 0) + lines;
      }
      note(`${Math.min(count, done + CUTS_PER_RUN)} of ${count}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
    rmSync(dirname(library), { recursive: true, force: true });
  }
  return { figures, findings: findings.all };
}

function recordRun(folder: string, library: string, findings: Findings): readonly Told[] {
  const place = join(folder, "before");
  const log = join(folder, "log");
  rmSync(place, { recursive: true, force: true });
  rmSync(log, { force: true });
  mkdirSync(place);
  const ran = spawnSync(process.execPath, [WORK, join(place, "terminal.db")], {
    env: { ...process.env, LD_PRELOAD: library, POWER_ROOT: place, POWER_LOG: log },
    encoding: "utf8",
    timeout: 120_000,
  });
  findings.require(ran.status === 0, `the work stopped: ${ran.stderr.slice(0, 500)}`);
  return readLog(readFileSync(log));
}

function cutOnce(told: readonly Told[], folder: string, random: Random, findings: Findings) {
  const at = random.below(told.length + 1);
  const way = random.pick(WAYS);
  const before = told.slice(0, at);
  restore(before, folder, way, random);
  const lines: Line[] = acknowledgedBy(before)
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
  const own = createFindings();
  const decided = lines.filter((line) => "caseId" in line);
  inspectDecisions(join(folder, "terminal.db"), decided, own);
  for (const what of own.all) findings.require(false, `cut at ${at} of ${told.length}, ${way}: ${what}`);
  return { way, lines: decided.length };
}

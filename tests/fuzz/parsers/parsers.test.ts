/** A short run of every parser target, in a process of its own so that its memory can be told, and proof that the watch sees what it should. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { root } from "../../helpers/process/liangzheng.ts";
import { seedOfRun } from "../random.ts";
import { inputOf } from "./input-of.ts";
import { runTarget, type TargetResult } from "./run-target.ts";
import { TARGETS } from "./targets.ts";

const ROUNDS = 120;

test("every parser answers or refuses: no crash, no hang, no more than 512 MB", () => {
  const args = [join(root, "tests/fuzz/run.ts"), "--json", "--rounds", String(ROUNDS), "--seed", String(seedOfRun())];
  const run = spawnSync(process.execPath, args, { encoding: "utf8", cwd: root, timeout: 110_000 });
  process.stdout.write(run.stderr);
  const { results, peakMb } = JSON.parse(run.stdout) as { results: readonly TargetResult[]; peakMb: number };
  expect(results.flatMap(({ findings }) => findings)).toEqual([]);
  expect(results.map(({ target }) => target).toSorted()).toEqual(Object.keys(TARGETS).toSorted());
  expect(results.every(({ done }) => done === ROUNDS)).toBe(true);
  expect(peakMb).toBeLessThanOrEqual(512);
  expect(run.status).toBe(0);
}, 120_000);

test("inputs are the same for the same seed, and others for another", () => {
  for (const target of Object.keys(TARGETS)) {
    const rounds = [0, 1, 2, 3].map((round) => Buffer.from(inputOf(target, 7, round)).toString("base64"));
    expect(rounds).toEqual([0, 1, 2, 3].map((round) => Buffer.from(inputOf(target, 7, round)).toString("base64")));
    expect(rounds).not.toEqual([0, 1, 2, 3].map((round) => Buffer.from(inputOf(target, 8, round)).toString("base64")));
  }
});

/** A thread that does in its third round what no parser may do. */
async function watched(deed: string): Promise<TargetResult> {
  const folder = mkdtempSync(join(tmpdir(), "watch-"));
  const worker = join(folder, "worker.mjs");
  writeFileSync(
    worker,
    `import { parentPort, workerData } from "node:worker_threads";
     const { first, rounds, progress } = workerData;
     for (let round = first; round < first + rounds; round += 1) {
       Atomics.store(progress, 0, round);
       Atomics.add(progress, 1, 1);
       Atomics.store(progress, 2, 1);
       if (round === 2) { ${deed} }
       Atomics.store(progress, 2, 0);
     }
     parentPort.postMessage({ done: rounds, taken: 0, slowestMs: 0 });`,
  );
  try {
    return await runTarget({
      target: "scan",
      seed: 3,
      rounds: 10,
      until: Number.MAX_SAFE_INTEGER,
      worker: pathToFileURL(worker),
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test.each([
  ["hang", "for (;;);"],
  ["crash", "throw new RangeError('Maximum call stack size exceeded');"],
  ["crash", "process.exit(1);"],
  ["memory", "const all = []; for (;;) all.push(new Array(50_000).fill(0));"],
])("a %s is seen, its input kept, and the run goes on behind it: %s", async (kind, deed) => {
  const { findings, done } = await watched(deed);
  expect(findings).toMatchObject([{ kind, round: 2 }]);
  expect(done).toBe(10);
  expect(new Uint8Array(readFileSync(findings[0]?.file ?? ""))).toEqual(new Uint8Array(inputOf("scan", 3, 2)));
  rmSync(findings[0]?.file ?? "");
});

/**
 * Runs one target in a thread of its own and watches it: a thread that stands still for two seconds hangs, one that dies or fills its
 * heap has crashed. The input of a finding is made again from its seed and kept as a file; the run goes on behind it.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { root } from "../../helpers/process/liangzheng.ts";
import { inputOf } from "./input-of.ts";
import type { WorkerEnd, WorkerStart } from "./worker.ts";

export interface RunOptions {
  readonly target: string;
  readonly seed: number;
  readonly rounds: number;
  /** Epoch ms. */
  readonly until: number;
  /** Another thread than the fuzzing one: for tests of the watch itself. */
  readonly worker?: URL;
}

export interface Finding {
  readonly kind: "crash" | "hang" | "memory";
  readonly round: number;
  readonly what: string;
  /** The input, kept. */
  readonly file: string;
}

export interface TargetResult {
  readonly target: string;
  readonly done: number;
  readonly taken: number;
  readonly slowestMs: number;
  readonly ms: number;
  readonly findings: readonly Finding[];
}

const HANG_MS = 2_000;
/** Of the 512 MB that a parser may use; the rest is for the bytes outside of its heap. */
const HEAP_MB = 192;
/** A broken reader is known after a few findings. */
const MOST_FINDINGS = 5;
const LOOK_MS = 100;
/** Loading the readers and making inputs takes a while on a busy machine. */
const START_MS = 30_000;

export async function runTarget(options: RunOptions): Promise<TargetResult> {
  const started = performance.now();
  const findings: Finding[] = [];
  const total = { done: 0, taken: 0, slowestMs: 0 };
  let first = 0;
  while (first < options.rounds && Date.now() < options.until && findings.length < MOST_FINDINGS) {
    const { end, finding } = await runThread(options, first);
    total.done += end.done;
    total.taken += end.taken;
    total.slowestMs = Math.max(total.slowestMs, end.slowestMs);
    if (!finding) break;
    // A machine that had something else to do for two seconds is no finding: a hang hangs again.
    const isReal = finding.kind !== "hang" || (await runThread(options, finding.round, 1)).finding !== undefined;
    if (isReal) findings.push({ ...finding, file: keep(options, finding.round) });
    total.done += finding.round + 1 - first - end.done;
    first = finding.round + 1;
  }
  return { target: options.target, ...total, ms: performance.now() - started, findings };
}

interface Outcome {
  readonly end: WorkerEnd;
  readonly finding?: Omit<Finding, "file">;
}

function runThread(
  { target, seed, rounds, until, worker: entry }: RunOptions,
  first: number,
  most = rounds,
): Promise<Outcome> {
  const progress = new Int32Array(new SharedArrayBuffer(12));
  const workerData: WorkerStart = { target, seed, first, rounds: Math.min(most, rounds - first), until, progress };
  const worker = new Worker(entry ?? new URL("./worker.ts", import.meta.url), {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: 16 },
  });
  return new Promise((resolve) => {
    const round = () => Atomics.load(progress, 0);
    const settle = (outcome: Outcome) => {
      clearInterval(watch);
      worker.removeAllListeners();
      worker.on("error", () => undefined);
      void worker.terminate().then(() => resolve(outcome));
    };
    const stop = (kind: Finding["kind"], what: string) =>
      settle({ end: { done: 0, taken: 0, slowestMs: 0 }, finding: { kind, round: round(), what } });
    let seen = { step: 0, at: performance.now() };
    const watch = setInterval(() => {
      const step = Atomics.load(progress, 1);
      const now = performance.now();
      const patience = Atomics.load(progress, 2) === 1 ? HANG_MS : START_MS;
      if (step !== seen.step) seen = { step, at: now };
      else if (now - seen.at > patience) stop("hang", `no answer within ${patience} ms`);
    }, LOOK_MS);
    worker.on("message", (end: WorkerEnd) =>
      settle({ end, ...(end.finding && { finding: { kind: "crash", ...end.finding } }) }),
    );
    worker.on("error", (error: NodeJS.ErrnoException) =>
      stop(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? "memory" : "crash", error.stack ?? String(error)),
    );
    worker.on("exit", (code) => stop("crash", `the thread ended with code ${code}`));
  });
}

function keep({ target, seed }: RunOptions, round: number): string {
  const folder = join(root, ".cache/fuzz");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${target}-${seed}-${round}.bin`);
  writeFileSync(file, inputOf(target, seed, round));
  return file;
}

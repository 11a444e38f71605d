/** Entry of a fuzzing thread: runs one target round by round and tells in shared memory where it is, so that a hang can be seen. */
import { parentPort, workerData } from "node:worker_threads";
import { inputOf } from "./input-of.ts";
import { TARGETS } from "./targets.ts";

export interface WorkerStart {
  readonly target: string;
  readonly seed: number;
  readonly first: number;
  readonly rounds: number;
  /** Epoch ms. */
  readonly until: number;
  /** The round at work, how many there were, and whether the reader is at it (making an input may take its time). */
  readonly progress: Int32Array;
}

export interface WorkerEnd {
  readonly done: number;
  readonly taken: number;
  readonly slowestMs: number;
  readonly finding?: { readonly round: number; readonly what: string };
}

const { target, seed, first, rounds, until, progress } = workerData as WorkerStart;

function work(): WorkerEnd {
  let taken = 0;
  let slowestMs = 0;
  let round = first;
  for (; round < first + rounds && Date.now() < until; round += 1) {
    Atomics.store(progress, 0, round);
    Atomics.add(progress, 1, 1);
    const input = inputOf(target, seed, round);
    const started = performance.now();
    Atomics.store(progress, 2, 1);
    try {
      if (TARGETS[target]?.run(input)) taken += 1;
    } catch (error) {
      const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
      return { done: round - first, taken, slowestMs, finding: { round, what } };
    }
    Atomics.store(progress, 2, 0);
    slowestMs = Math.max(slowestMs, performance.now() - started);
  }
  return { done: round - first, taken, slowestMs };
}

parentPort?.postMessage(work());

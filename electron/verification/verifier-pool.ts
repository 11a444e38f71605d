/**
 * The verifier port over worker threads: each file goes to the least busy one, each worker has the store's current trust data
 * before it judges. A worker that dies is replaced, and what it had in hand is judged again by another.
 */
import { Worker } from "node:worker_threads";
import type { TrustStore } from "../app/ports/trust.ts";
import type { Examination, Verifier } from "../app/ports/verifier.ts";
import type { FromWorker, ToWorker } from "./messages.ts";

export interface VerifierPoolOptions {
  readonly workerUrl: URL;
  readonly trust: Pick<TrustStore, "current" | "generation">;
  readonly threads: number;
}

interface Job {
  readonly file: Uint8Array;
  readonly at: number;
  readonly resolve: (examination: Examination) => void;
  readonly reject: (error: Error) => void;
  attempts: number;
}

interface Seat {
  readonly worker: Worker;
  readonly jobs: Map<number, Job>;
  generation: number;
}

/** A file that kills its worker twice is a bug and not a verdict. */
const MAX_ATTEMPTS = 2;

export function startVerifierPool({ workerUrl, trust, threads }: VerifierPoolOptions): Verifier {
  const seats = new Set<Seat>();
  let isClosed = false;
  let lastId = 0;

  const seatOf = (worker: Worker): Seat => ({ worker, jobs: new Map(), generation: -1 });

  const open = (): Seat => {
    const seat = seatOf(new Worker(workerUrl));
    seats.add(seat);
    seat.worker.on("message", (message: FromWorker) => settle(seat, message));
    seat.worker.on("error", (error) => void replace(seat, error instanceof Error ? error : new Error(String(error))));
    seat.worker.on("exit", () => replace(seat, new Error("the verification thread stopped")));
    return seat;
  };

  const settle = (seat: Seat, message: FromWorker) => {
    const job = seat.jobs.get(message.id);
    seat.jobs.delete(message.id);
    if (message.kind === "examined") job?.resolve(message.examination);
    else job?.reject(new Error(message.message));
  };

  const replace = (seat: Seat, error: Error) => {
    if (!seats.delete(seat)) return;
    const jobs = [...seat.jobs.values()];
    if (isClosed) {
      for (const job of jobs) job.reject(error);
      return;
    }
    open();
    for (const job of jobs) {
      if (job.attempts >= MAX_ATTEMPTS) job.reject(error);
      else give(job);
    }
  };

  const give = (job: Job) => {
    const seat = [...seats].reduce((least, one) => (one.jobs.size < least.jobs.size ? one : least));
    bringTrust(seat);
    const id = ++lastId;
    job.attempts += 1;
    seat.jobs.set(id, job);
    tell(seat, { kind: "examine", id, file: job.file, at: job.at });
  };

  const bringTrust = (seat: Seat) => {
    const generation = trust.generation();
    if (seat.generation === generation) return;
    seat.generation = generation;
    tell(seat, { kind: "trust", generation, material: trust.current() });
  };

  for (let index = 0; index < threads; index += 1) bringTrust(open());

  return {
    examine(file, at) {
      if (isClosed) return Promise.reject(new Error("the verifier is closed"));
      return new Promise((resolve, reject) => give({ file, at, resolve, reject, attempts: 0 }));
    },
    async close() {
      isClosed = true;
      await Promise.all([...seats].map((seat) => seat.worker.terminate()));
    },
  };
}

function tell(seat: Seat, message: ToWorker): void {
  seat.worker.postMessage(message);
}

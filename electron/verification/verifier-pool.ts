/**
 * The verifier port over worker threads: each file goes to the least busy one, each worker has the store's current trust data
 * before it judges. A worker that dies is replaced, and what it had in hand is judged again by another; workers that keep dying
 * (a failed self-test) are given up, and then nothing is judged at all.
 */
import { Worker } from "node:worker_threads";
import type { TrustStore } from "../app/ports/trust.ts";
import type { Examination, Verifier } from "../app/ports/verifier.ts";
import { THREAD_LIMITS } from "../app/thread-limits.ts";
import { DEFAULT_POLICY, type Policy } from "../seal/policy.ts";
import type { FromWorker, ToWorker, WorkerStart } from "./messages.ts";

export interface VerifierPoolOptions {
  readonly workerUrl: URL;
  readonly trust: Pick<TrustStore, "current" | "generation">;
  readonly threads: number;
  /** The shipped one when absent. */
  readonly policy?: Policy;
  /** When the whole-file self-test runs after the start: late enough not to hold it up. */
  readonly selfTestAfterMs?: number;
}

/** A file that kills its worker twice is a bug and not a verdict. */
const MAX_ATTEMPTS = 2;
/** So many deaths without a sign of life in between, and the pool gives up. */
const MAX_DEATHS = 4;
const SELF_TEST_AFTER_MS = 400;

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

export function startVerifierPool(options: VerifierPoolOptions): Verifier {
  return new VerifierPool(options);
}

class VerifierPool implements Verifier {
  readonly #options: VerifierPoolOptions;
  readonly #seats = new Set<Seat>();
  readonly #selfTest: ReturnType<typeof setTimeout>;
  #closed: Error | undefined;
  #deaths = 0;
  #lastId = 0;

  constructor(options: VerifierPoolOptions) {
    this.#options = options;
    for (let index = 0; index < options.threads; index += 1) this.#bringTrust(this.#open());
    this.#selfTest = setTimeout(() => {
      for (const seat of this.#seats) tell(seat, { kind: "self-test" });
    }, options.selfTestAfterMs ?? SELF_TEST_AFTER_MS);
    this.#selfTest.unref();
  }

  examine(file: Uint8Array, at: number): Promise<Examination> {
    if (this.#closed) return Promise.reject(this.#closed);
    return new Promise((resolve, reject) => this.#give({ file, at, resolve, reject, attempts: 0 }));
  }

  async close(): Promise<void> {
    this.#closed ??= new Error("the verifier is closed");
    clearTimeout(this.#selfTest);
    await Promise.all([...this.#seats].map((seat) => seat.worker.terminate()));
  }

  #open(): Seat {
    const workerData: WorkerStart = { policy: this.#options.policy ?? DEFAULT_POLICY };
    const seat: Seat = {
      worker: new Worker(this.#options.workerUrl, { resourceLimits: THREAD_LIMITS, workerData }),
      jobs: new Map(),
      generation: -1,
    };
    this.#seats.add(seat);
    seat.worker.on("message", (message: FromWorker) => this.#settle(seat, message));
    seat.worker.on("error", (error) => this.#bury(seat, error instanceof Error ? error : new Error(String(error))));
    seat.worker.on("exit", () => this.#bury(seat, new Error("a verification thread stopped")));
    return seat;
  }

  #settle(seat: Seat, message: FromWorker): void {
    this.#deaths = 0;
    if (message.kind === "self-tested" || message.kind === "judged") return;
    const job = seat.jobs.get(message.id);
    seat.jobs.delete(message.id);
    if (message.kind === "examined") job?.resolve(message.examination);
    else job?.reject(new Error(message.message));
  }

  #bury(seat: Seat, error: Error): void {
    if (!this.#seats.delete(seat)) return;
    this.#deaths += 1;
    if (this.#deaths >= MAX_DEATHS) this.#closed ??= new Error("verification threads keep failing", { cause: error });
    if (!this.#closed) this.#open();
    for (const job of seat.jobs.values()) {
      if (this.#closed || job.attempts >= MAX_ATTEMPTS) job.reject(this.#closed ?? error);
      else this.#give(job);
    }
  }

  #give(job: Job): void {
    const seat = [...this.#seats].reduce((least, one) => (one.jobs.size < least.jobs.size ? one : least));
    this.#bringTrust(seat);
    const id = ++this.#lastId;
    job.attempts += 1;
    seat.jobs.set(id, job);
    tell(seat, { kind: "examine", id, file: job.file, at: job.at });
  }

  #bringTrust(seat: Seat): void {
    const generation = this.#options.trust.generation();
    if (seat.generation === generation) return;
    seat.generation = generation;
    tell(seat, { kind: "trust", generation, material: this.#options.trust.current() });
  }
}

function tell(seat: Seat, message: ToWorker): void {
  seat.worker.postMessage(message);
}

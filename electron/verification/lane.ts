/**
 * One verification thread that judges one file after the other, for batches. A thread that dies or dawdles costs the file that it
 * had in hand, and no other: that one is told as not judged, and the next file gets a new thread.
 */
import { Worker } from "node:worker_threads";
import { THREAD_LIMITS } from "../app/thread-limits.ts";
import { fault } from "../domain/fault.ts";
import { failed, ok, type Result } from "../domain/result.ts";
import type { Policy } from "../seal/policy.ts";
import type { VerificationReport } from "../seal/report.ts";
import type { TrustMaterial } from "../seal/trust-set.ts";
import type { FromWorker, ToWorker, WorkerStart } from "./messages.ts";

export interface LaneOptions {
  readonly workerUrl: URL;
  readonly trust: TrustMaterial;
  readonly policy: Policy;
  /** The instant to judge for, epoch ms. */
  readonly at: number;
  /** After which a file is given up; real ones take milliseconds. */
  readonly limitMs?: number;
}

export interface Judged {
  readonly report: VerificationReport;
  /** Milliseconds of work, without waiting. */
  readonly ms: number;
}

export interface Lane {
  /** One file at a time. The thread is started with the first one. */
  judge(file: Uint8Array): Promise<Result<Judged>>;
  close(): Promise<void>;
}

const LIMIT_MS = 60_000;

export function openLane(options: LaneOptions): Lane {
  let thread: Thread | undefined;
  const attempt = async (file: Uint8Array): Promise<Result<Judged>> => {
    if (!thread?.isAlive()) thread = startThread(options);
    const result = await thread.judge(file);
    if (!result.ok) await thread.close();
    return result;
  };
  return {
    async judge(file) {
      const isUsed = thread?.isAlive() ?? false;
      const result = await attempt(file);
      // A thread may die late over an earlier file: only one that began with this file proves that this file did it.
      return result.ok || !isUsed ? result : attempt(file);
    },
    async close() {
      await thread?.close();
    },
  };
}

interface Thread {
  isAlive(): boolean;
  judge(file: Uint8Array): Promise<Result<Judged>>;
  close(): Promise<void>;
}

function startThread({ workerUrl, trust, policy, at, limitMs = LIMIT_MS }: LaneOptions): Thread {
  const workerData: WorkerStart = { policy };
  const worker = new Worker(workerUrl, { resourceLimits: THREAD_LIMITS, workerData });
  let settle: ((result: Result<Judged>) => void) | undefined;
  let isAlive = true;
  const end = (cause: string) => {
    isAlive = false;
    settle?.(failed(fault("file.not-judged", { cause })));
  };
  worker.on("message", (message: FromWorker) => {
    if (message.kind === "judged") settle?.(ok({ report: message.report, ms: message.ms }));
    else end(message.kind === "bug" ? firstLine(message.message) : message.kind);
  });
  worker.on("error", (error) => end(firstLine(error instanceof Error ? error.message : String(error))));
  worker.on("exit", (code) => end(`the thread ended with code ${code}`));
  const say = (message: ToWorker) => worker.postMessage(message);
  say({ kind: "trust", generation: 0, material: trust });
  return {
    isAlive: () => isAlive,
    async judge(file) {
      const patience = setTimeout(() => end(`no answer within ${limitMs} ms`), limitMs);
      const result = await new Promise<Result<Judged>>((resolve) => {
        settle = resolve;
        say({ kind: "judge", id: 0, file, at });
      });
      clearTimeout(patience);
      settle = undefined;
      return result;
    },
    async close() {
      isAlive = false;
      await worker.terminate();
    },
  };
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}

/**
 * Starts the storage and gives the port to the use cases: over a worker thread that owns the file, or in this thread for the
 * command line and tests. Both answer through the same handler, in the order of the calls. A thread that dies once it is open answers
 * everything with `storage.stopped`: whoever works at the terminal is told, and can still lock it.
 */
import { MessageChannel, type TransferListItem, Worker } from "node:worker_threads";
import type { Storage } from "../app/ports/storage.ts";
import { THREAD_LIMITS } from "../app/thread-limits.ts";
import { fault } from "../domain/fault.ts";
import { failed, ok, type Result } from "../domain/result.ts";
import { createCallHandler } from "./call-handler.ts";
import { type AnswerMessage, errorOf, STORAGE_METHODS, type StorageMethod } from "./call-message.ts";
import type { ColumnCipher } from "./column-cipher.ts";
import { fileKeyRing } from "./file-key-ring.ts";
import { keyFileOf } from "./key-file.ts";
import { type KeyRingEnd, serveKeyRing } from "./key-ring-bridge.ts";
import type { KeyRing } from "./keys.ts";
import { openStorage } from "./open-storage.ts";
import type { StorageWorkerData } from "./worker.ts";

interface Place {
  readonly file: string;
  readonly terminalId: string;
  /** Of what is sealed from now on; absent: AES-256-GCM. */
  readonly cipher?: ColumnCipher | undefined;
  /** Absent: a key file beside the database, the weaker rung of the ladder. */
  readonly keys?: KeyRing;
}

export type StartOptions =
  | (Place & { readonly workerUrl: URL; readonly onStopped?: (reason: Error) => void })
  /** `now` for tests; absent: the system's clock. */
  | (Place & { readonly inProcess: true; readonly now?: () => number });

/** A call after closing is a bug and rejects. Faults of opening: see `openStorage`. */
export function startStorage(options: StartOptions): Promise<Result<Storage>> {
  return "workerUrl" in options ? startInWorker(options) : startInProcess(options);
}

type Call = (method: StorageMethod, args: readonly unknown[]) => Promise<unknown>;

async function startInProcess({
  file,
  terminalId,
  cipher,
  keys,
  now = Date.now,
}: Place & { readonly now?: () => number }) {
  const opened = openStorage({ file, terminalId, cipher, keys: keys ?? fileKeyRing(keyFileOf(file)), now });
  return opened.ok ? ok(portOver(createCallHandler(opened.value))) : opened;
}

async function startInWorker(options: Extract<StartOptions, { workerUrl: URL }>): Promise<Result<Storage>> {
  const { file, terminalId, cipher, keys, workerUrl, onStopped } = options;
  const bridge = keys && bridgeTo(keys);
  const data: StorageWorkerData = { file, terminalId, cipher, ...(bridge ? { keyRing: bridge.end } : {}) };
  const worker = new Worker(workerUrl, {
    resourceLimits: THREAD_LIMITS,
    workerData: data,
    transferList: bridge?.transfer ?? [],
  });
  const calls = createPendingCalls();
  worker.on("message", (answer: AnswerMessage) => calls.settle(answer));
  worker.on("error", (error) => calls.stop(error instanceof Error ? error : new Error(String(error))));
  worker.on("exit", () => calls.stop(new Error("the storage worker stopped")));
  try {
    const opened = (await calls.expect(0)) as Result<void>;
    if (!opened.ok) return opened;
  } finally {
    bridge?.dispose();
  }
  let lastId = 0;
  let isClosing = false;
  worker.on("exit", () => {
    const reason = calls.stopped();
    if (!isClosing && reason) onStopped?.(reason);
  });
  return ok(
    portOver((method, args) => {
      const id = ++lastId;
      isClosing ||= method === "close";
      const answered = calls.expect(id);
      worker.postMessage({ id, method, args });
      return answered.catch((error: unknown) => {
        if (error === calls.stopped()) return failed(fault("storage.stopped"));
        throw error;
      });
    }),
  );
}

function bridgeTo(keys: KeyRing) {
  const { port1, port2 } = new MessageChannel();
  const answered = new Int32Array(new SharedArrayBuffer(4));
  serveKeyRing(keys, port1, answered);
  const end: KeyRingEnd = { level: keys.level, port: port2, answered };
  const transfer: TransferListItem[] = [port2];
  return { end, transfer, dispose: () => port1.close() };
}

/** Answers by number; once the worker has stopped, every call rejects with the reason. */
function createPendingCalls() {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let stopped: Error | undefined;
  return {
    expect(id: number): Promise<unknown> {
      if (stopped) return Promise.reject(stopped);
      const call = Promise.withResolvers<unknown>();
      waiting.set(id, call);
      return call.promise;
    },
    settle(answer: AnswerMessage): void {
      const call = waiting.get(answer.id);
      waiting.delete(answer.id);
      if ("bug" in answer) call?.reject(errorOf(answer.bug));
      else call?.resolve(answer.result);
    },
    stopped: () => stopped,
    stop(reason: Error): void {
      stopped ??= reason;
      for (const call of waiting.values()) call.reject(stopped);
      waiting.clear();
    },
  };
}

/** The port, method by method over one call function. */
function portOver(call: Call): Storage {
  let closed: Promise<unknown> | undefined;
  const methods = STORAGE_METHODS.map((method) => [
    method,
    (...args: readonly unknown[]): Promise<unknown> => {
      if (method === "close") {
        closed ??= call(method, args);
        return closed;
      }
      if (closed !== undefined) return Promise.reject(new Error(`storage.${method} after closing`));
      return call(method, args);
    },
  ]);
  return Object.fromEntries(methods) as Storage;
}

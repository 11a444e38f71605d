/**
 * Answers calls over an open storage, in the worker and in-process alike. Long methods run in steps between which other calls are
 * answered: a decision never waits for a check of the audit chain.
 */
import { setImmediate } from "node:timers/promises";
import type { StorageMethod } from "./call-message.ts";
import type { SyncStorage } from "./sync-storage.ts";

export type CallHandler = (method: StorageMethod, args: readonly unknown[]) => Promise<unknown>;

export function createCallHandler(storage: SyncStorage): CallHandler {
  const underway = new Set<Promise<unknown>>();

  async function pace<T>(steps: Generator<void, T>): Promise<T> {
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
      await setImmediate();
    }
  }

  async function track<T>(work: Promise<T>): Promise<T> {
    underway.add(work);
    try {
      return await work;
    } finally {
      underway.delete(work);
    }
  }

  return async (method, args) => {
    switch (method) {
      case "verifyAudit":
        return track(pace(storage.steps.verifyAudit()));
      case "purge":
        return track(pace(storage.steps.purge(Number(args[0]))));
      case "backUp":
        return track(storage.backUp(Number(args[0])));
      case "close":
        await Promise.allSettled(underway);
        return storage.close();
      default:
        return Reflect.apply(storage[method], storage, args);
    }
  };
}

/**
 * Holds an answer for a short while under a key, so that several pulls of one code cost one fetch. What it holds are a
 * citizen's licenses: each goes as soon as it is used up, cancelled, or its time is over. Faults are not held.
 */
import type { Result } from "../../domain/result.ts";
import { unlessCancelled } from "../http/token-keeper.ts";

export interface ShortMemory<T> {
  get(key: string, load: () => Promise<Result<T>>, signal: AbortSignal): Promise<Result<T>>;
  /** Notes that `part` has been used; when all `parts` have, the answer goes. */
  markUsed(key: string, part: string, parts: readonly string[]): void;
  readonly size: number;
}

interface Held<T> {
  readonly answer: Promise<Result<T>>;
  readonly timer: NodeJS.Timeout;
  readonly used: Set<string>;
}

export function createShortMemory<T>(holdMs: number): ShortMemory<T> {
  const held = new Map<string, Held<T>>();

  function forget(key: string): void {
    clearTimeout(held.get(key)?.timer);
    held.delete(key);
  }

  function begin(key: string, load: () => Promise<Result<T>>): Promise<Result<T>> {
    const answer = load();
    const timer = setTimeout(() => held.delete(key), holdMs);
    timer.unref();
    held.set(key, { answer, timer, used: new Set() });
    return answer;
  }

  return {
    async get(key, load, signal) {
      const answer = held.get(key)?.answer ?? begin(key, load);
      const settled = await unlessCancelled(answer, signal);
      if (!settled.ok) forget(key);
      return settled;
    },
    markUsed(key, part, parts) {
      const used = held.get(key)?.used.add(part);
      if (used && parts.every((one) => used.has(one))) forget(key);
    },
    get size() {
      return held.size;
    },
  };
}

/** What is past its time goes: once a day, and never by a clock that cannot be trusted (it could be years ahead). */
import type { Storage } from "./ports/storage.ts";
import type { Clock } from "./ports/surroundings.ts";

const EVERY_MS = 24 * 3_600_000;

export interface Retention {
  /** Purges when a day has passed since the last time; the first call does. */
  purgeIfDue(isClockDoubtful: boolean): Promise<void>;
}

export function createRetention(storage: Storage, clock: Clock): Retention {
  let lastAt = Number.NEGATIVE_INFINITY;
  return {
    async purgeIfDue(isClockDoubtful) {
      const now = clock.now();
      if (isClockDoubtful || now - lastAt < EVERY_MS) return;
      const purged = await storage.purge(now);
      if (purged.ok) lastAt = now;
    },
  };
}

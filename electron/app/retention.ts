/** What is past its time goes: once a day, and never by a clock that cannot be trusted (it could be years ahead). */
import type { CounterState } from "../domain/case/case-state.ts";
import { forgottenCase } from "./counter/commit-of.ts";
import type { Storage } from "./ports/storage.ts";
import type { Clock } from "./ports/surroundings.ts";

const HOUR_MS = 3_600_000;
const EVERY_MS = 24 * HOUR_MS;
/** How long a case waits for the clerk who left it; its license files go after the same time. */
const DRAFT_MS = 24 * HOUR_MS;

export interface Retention {
  /** Purges when a day has passed since the last time; the first call does. Cases left behind are looked for every hour. */
  purgeIfDue(isClockDoubtful: boolean): Promise<void>;
}

export interface RetentionDependencies {
  readonly storage: Storage;
  readonly clock: Clock;
  /** A case of whoever is at the counter is theirs to end. */
  readonly state: () => CounterState;
  readonly onBug: (error: unknown, where: string) => string;
}

export function createRetention({ storage, clock, state, onBug }: RetentionDependencies): Retention {
  let purgedAt = Number.NEGATIVE_INFINITY;
  let lookedAt = Number.NEGATIVE_INFINITY;
  const closeForgotten = async (now: number) => {
    await storage.setAsideUnreadable(now);
    const forgotten = await storage.forgottenCases(now - DRAFT_MS);
    if (!forgotten.ok) return;
    for (const draft of forgotten.value) {
      const seat = state();
      if (seat.kind !== "signed-out" && seat.clerk.account === draft.file.openedBy.account) continue;
      try {
        await storage.commit(forgottenCase(draft, now));
      } catch (error) {
        // One that cannot be closed keeps none of the others open.
        onBug(error, "closing a forgotten case");
      }
    }
  };
  return {
    async purgeIfDue(isClockDoubtful) {
      const now = clock.now();
      if (isClockDoubtful) return;
      if (now - lookedAt >= HOUR_MS) {
        lookedAt = now;
        await closeForgotten(now);
      }
      if (now - purgedAt < EVERY_MS) return;
      const purged = await storage.purge(now);
      if (purged.ok) purgedAt = now;
    },
  };
}

/**
 * What is past its time goes: license files and cases left behind within the day that they may stay, the rest once a day; and never by a
 * clock that is in doubt, the rest only by one that signed lists vouch for (it could be years ahead).
 */
import type { CounterState } from "../domain/case/case-state.ts";
import { forgottenCase } from "./counter/commit-of.ts";
import type { Storage } from "./ports/storage.ts";
import type { Clock } from "./ports/surroundings.ts";

const HOUR_MS = 3_600_000;
const EVERY_MS = 24 * HOUR_MS;
/** How long a case waits for the clerk who left it, and a license file at most for its case, whoever is at work on that (design.md section 6). */
const DRAFT_MS = 24 * HOUR_MS;
const LOOK_MS = HOUR_MS / 6;
/** What would be over before the next look goes at this one. A round of the courier may be some minutes late. */
const AHEAD_MS = HOUR_MS / 2;

export interface Retention {
  /** Purges when a day has passed since the last time; the first call does. License files and cases left behind are looked for every ten minutes. */
  purgeIfDue(clock: ClockEvidence): Promise<void>;
}

export interface ClockEvidence {
  /** It is before the highest time ever seen. */
  readonly isDoubtful: boolean;
  /** Lists signed elsewhere are not long before it: it cannot be far ahead. */
  readonly isVouched: boolean;
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
  const closeForgotten = async (now: number, before: number) => {
    await storage.setAsideUnreadable(now);
    const forgotten = await storage.forgottenCases(before);
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
    async purgeIfDue({ isDoubtful, isVouched }) {
      const now = clock.now();
      if (isDoubtful) return;
      // After a clock that was ahead and was set right the next look is due as well.
      if (Math.abs(now - lookedAt) >= LOOK_MS) {
        const before = now + AHEAD_MS - DRAFT_MS;
        await closeForgotten(now, before);
        const gone = await storage.purgeBodies(before);
        if (gone.ok) lookedAt = now;
      }
      // Years of records would go at once by a clock that starts in 2099: they wait until the trust data are refreshed.
      if (!isVouched || now - purgedAt < EVERY_MS) return;
      const purged = await storage.purge(now);
      if (purged.ok) purgedAt = now;
    },
  };
}

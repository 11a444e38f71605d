/** Copies of the database on a schedule: every 15 minutes while the terminal runs, and why the last one did not come about. */
import type { StatusView } from "../contract/status.ts";
import type { Fault } from "../domain/fault.ts";
import { present } from "../domain/present.ts";
import type { Storage } from "./ports/storage.ts";
import type { Clock } from "./ports/surroundings.ts";

const EVERY_MS = 15 * 60_000;
/** A copy that failed is tried again sooner. */
const RETRY_MS = 60_000;

export interface Backups {
  backUpIfDue(): Promise<void>;
  view(): StatusView["backup"];
}

export function createBackups(storage: Storage, clock: Clock): Backups {
  let lastAt: number | undefined;
  let problem: Fault | undefined;
  let dueAt = Number.NEGATIVE_INFINITY;
  return {
    async backUpIfDue() {
      const now = clock.now();
      // A clock set back would hold up the next copy for as long.
      if (now < dueAt && dueAt - now <= EVERY_MS) return;
      const made = await storage.backUp(now);
      problem = made.ok ? undefined : made.fault;
      if (made.ok) lastAt = now;
      dueAt = now + (made.ok ? EVERY_MS : RETRY_MS);
    },
    view: () => present({ at: lastAt, fault: problem }),
  };
}

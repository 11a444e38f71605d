/**
 * Every access goes through here: a write is one transaction that is all there or not at all, errors become faults, and after
 * the first sign of damage nothing is written any more (the file is then evidence, and the next start looks after it).
 */
import { statSync } from "node:fs";
import type Database from "better-sqlite3";
import { failed, ok, type Result } from "../domain/result.ts";
import { faultOrThrow, StorageFailure, storageFault } from "./storage-fault.ts";

export interface Guard {
  read<T>(work: () => T): Result<T>;
  /** The same for work that lets others in between. */
  readSlowly<T>(work: () => Promise<T>): Promise<Result<T>>;
  /** Why nothing would be written now; ok when it would. */
  health(): Result<void>;
  /** `work` runs inside a transaction that is synced to the disk before this returns. */
  write<T>(work: () => T): Result<T>;
}

export function createGuard(db: Database.Database, file: string): Guard {
  const identity = identityOf(file);
  let damaged = false;

  function attempt<T>(work: () => T): Result<T> {
    try {
      return ok(work());
    } catch (error) {
      return refusal(error);
    }
  }

  function refusal<T>(error: unknown): Result<T> {
    const reason = faultOrThrow(error);
    // A sealed value that does not open says nothing about the pages: its reader is told, the counter goes on.
    if (reason.code === storageFault("corrupt").code && !(error instanceof StorageFailure)) damaged = true;
    return failed(reason);
  }

  function health(): Result<void> {
    if (damaged) return failed(storageFault("corrupt", { found: "earlier" }));
    // A file that was deleted or replaced under us would take every later commit with it.
    if (identityOf(file) !== identity) return failed(storageFault("other", { reason: "file-moved" }));
    return ok(undefined);
  }

  return {
    read: attempt,
    health,
    async readSlowly(work) {
      const usable = health();
      if (!usable.ok) return usable;
      try {
        return ok(await work());
      } catch (error) {
        return refusal(error);
      }
    },
    write(work) {
      const usable = health();
      if (!usable.ok) return usable;
      return attempt(() => db.transaction(work).immediate());
    },
  };
}

function identityOf(file: string): string | undefined {
  const found = statSync(file, { throwIfNoEntry: false });
  return found && `${found.dev}:${found.ino}`;
}

/**
 * Looks at a database or a copy of it without changing it, and puts a copy in the database's place. What lay there is kept under
 * another name; a copy whose structure, keys or audit chain is not whole is refused before anything is moved. The restore is a row of
 * the audit that it puts back.
 */
import { copyFileSync, existsSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import Database from "better-sqlite3";
import type { AuditCheck } from "../app/ports/storage.ts";
import type { AuditDraft } from "../domain/audit/audit-entry.ts";
import { present } from "../domain/present.ts";
import { failed, ok, type Result } from "../domain/result.ts";
import { createAuditChain } from "./audit-chain.ts";
import { verifyChain } from "./audit-verification.ts";
import { connect, emptyLog, requireSound } from "./connection.ts";
import { asideName, hasSomething, keepAside, SIDE_FILES } from "./damaged-file.ts";
import { requireOurs } from "./file-header.ts";
import { type KeyRing, loadKeys } from "./keys.ts";
import { latestOf, MIGRATIONS } from "./migrations/migrate.ts";
import { hasLivingRuns } from "./runs.ts";
import { createSealer } from "./sealing.ts";
import { faultOrThrow, storageFault } from "./storage-fault.ts";
import { syncFile, syncFolderOf } from "./sync-folder.ts";

export interface Inspected {
  readonly file: string;
  readonly terminalId: string;
  readonly keys: KeyRing;
}

/** Pages, keys, audit chain. Faults as of opening; a broken chain is an answer and no fault. */
export function inspectFile({ file, terminalId, keys }: Inspected): Result<AuditCheck> {
  let db: Database.Database | undefined;
  try {
    requireOurs(file, latestOf(MIGRATIONS));
    db = new Database(file, { readonly: true, fileMustExist: true });
    requireSound(db);
    const steps = verifyChain(createAuditChain(db, createSealer(loadKeys(db, keys)), terminalId));
    for (;;) {
      const step = steps.next();
      if (step.done) return ok(step.value);
    }
  } catch (error) {
    return failed(faultOrThrow(error));
  } finally {
    db?.close();
  }
}

export interface Restoring extends Inspected {
  /** Name of the copy, in the folder of the database. */
  readonly backup: string;
  /** Epoch ms. */
  readonly now: number;
}

export interface Restored {
  readonly rows: number;
  /** What was there before goes on under this name; absent when nothing was. */
  readonly kept?: string;
}

/** Faults: those of `inspectFile`, and `storage.busy` while a terminal is at work on the file. */
export function restoreFile({ backup, now, ...place }: Restoring): Result<Restored> {
  const { file } = place;
  const source = join(dirname(file), basename(backup));
  const found = inspectFile({ ...place, file: source });
  if (!found.ok) return found;
  if (!found.value.ok) return failed(storageFault("corrupt", { found: "audit", row: found.value.firstBad ?? 0 }));
  try {
    if (isInUse(file)) return failed(storageFault("busy", { reason: "terminal-running" }));
    const unfinished = `${file}.restoring`;
    const aside = hasSomething(file) ? asideName(file, now, "replaced") : undefined;
    const restored = present({ rows: found.value.rows, kept: aside && basename(aside) });
    copyWhole(source, unfinished);
    // In the copy, before it is the database: a restore that is cut short is either no restore or in the audit.
    note({ ...place, file: unfinished }, { backup: basename(source), ...restored }, now);
    syncFile(unfinished);
    if (aside) keepAside(file, aside);
    renameSync(unfinished, file);
    syncFolderOf(file);
    return ok(restored);
  } catch (error) {
    return failed(faultOrThrow(error));
  }
}

/** With its log, where it has one: a database that was put aside may have its last steps there. */
function copyWhole(source: string, target: string): void {
  for (const suffix of ["", ...SIDE_FILES]) rmSync(target + suffix, { force: true });
  for (const suffix of ["", "-wal"]) if (existsSync(source + suffix)) copyFileSync(source + suffix, target + suffix);
}

function note({ file, terminalId, keys }: Inspected, detail: AuditDraft["detail"] & object, now: number): void {
  const db = connect(file);
  try {
    db.pragma("synchronous = FULL");
    const chain = createAuditChain(db, createSealer(loadKeys(db, keys)), terminalId);
    db.transaction(() => chain.append([{ at: now, action: "records.restored", clerk: "system", detail }])).immediate();
    emptyLog(db);
  } finally {
    db.close();
  }
}

/** Whether another process has the terminal's file open. A file too damaged to say so is in nobody's use that could be told. */
export function isInUse(file: string): boolean {
  if (!existsSync(file)) return false;
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { readonly: true });
    return hasLivingRuns(db);
  } catch (error) {
    faultOrThrow(error);
    return false;
  } finally {
    db?.close();
  }
}

/**
 * Brings a file to the schema of this program: all missing migrations in one transaction, after a copy of the file as it was.
 * A file of a newer program is refused and not touched.
 */
import { closeSync, openSync, renameSync, rmSync } from "node:fs";
import Database from "better-sqlite3";
import { StorageFailure, storageFault } from "../storage-fault.ts";
import { syncFile, syncFolderOf } from "../sync-folder.ts";
import { initial } from "./0001-initial.ts";
import { recheck } from "./0002-recheck.ts";
import { people } from "./0003-people.ts";
import { appointments } from "./0004-appointments.ts";
import { refusals } from "./0005-refusals.ts";
import { setAside } from "./0006-set-aside.ts";
import type { Migration } from "./migration.ts";

export const MIGRATIONS: readonly Migration[] = [initial, recheck, people, appointments, refusals, setAside];

/** License files; without `prefetch` what was fetched beforehand is asked for again. */
const LICENSE_TABLES = ["license_body", "prefetched_license", "prefetch"] as const;

export interface MigrationPlan {
  readonly file: string;
  readonly migrations: readonly Migration[];
  /** Epoch ms, for the name of the copy. */
  readonly now: number;
}

/** `user_version` after all migrations. */
export function latestOf(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.version ?? 0;
}

function schemaVersion(db: Database.Database): number {
  return Number(db.pragma("user_version", { simple: true }));
}

/** Returns the path of the copy, or undefined when nothing was to be done or the file was new. */
export function migrate(db: Database.Database, plan: MigrationPlan): string | undefined {
  const found = schemaVersion(db);
  const known = latestOf(plan.migrations);
  if (found > known) throw new StorageFailure(storageFault("newer-schema", { found, known }));
  const missing = plan.migrations.filter((migration) => migration.version > found);
  if (missing.length === 0) return undefined;
  const copy = found > 0 ? copyBefore(db, plan, known) : undefined;
  db.transaction(() => {
    for (const migration of missing) {
      db.exec(migration.sql);
      db.pragma(`user_version = ${migration.version}`);
    }
  }).immediate();
  return copy;
}

/** Names of copies, so that retention finds them: they hold what the file held. */
export function copyPrefix(file: string): string {
  return `${file}.before-`;
}

/** They may not outlive their day in a copy either. The copy belongs to nobody yet: no log is needed, and what goes is overwritten. */
function forgetLicenses(path: string): void {
  const copy = new Database(path, { fileMustExist: true });
  try {
    copy.pragma("journal_mode = MEMORY");
    copy.pragma("secure_delete = ON");
    const tables = copy.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all();
    for (const table of LICENSE_TABLES) if (tables.includes(table)) copy.exec(`DELETE FROM ${table}`);
  } finally {
    copy.close();
  }
}

function copyBefore(db: Database.Database, plan: MigrationPlan, target: number): string {
  const path = `${copyPrefix(plan.file)}${String(target).padStart(4, "0")}-${plan.now}`;
  const unfinished = `${path}.unfinished`;
  rmSync(unfinished, { force: true });
  closeSync(openSync(unfinished, "wx", 0o600));
  db.prepare("VACUUM INTO ?").run(unfinished);
  forgetLicenses(unfinished);
  syncFile(unfinished);
  renameSync(unfinished, path);
  syncFolderOf(path);
  return path;
}

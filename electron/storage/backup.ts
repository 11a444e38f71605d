/**
 * Hot copies of the database beside it: made page by page while decisions go on, sealed like the database itself (same data keys,
 * wrapped by the same ring), without the case that is open, its license bodies and the day's appointments, which may not outlive it. A copy has its
 * name only when it is whole and flushed; the newest few are kept, and all but the newest one go after a day.
 */
import { closeSync, openSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import Database from "better-sqlite3";
import type { Backup } from "../app/ports/storage.ts";
import { syncFile, syncFolderOf } from "./sync-folder.ts";

const KEPT = 8;
const KEPT_MS = 24 * 3_600_000;
/** Pages copied between two turns of the thread: a decision waits for less than a millisecond. */
const STEP_PAGES = 100;
/** May not outlive their case or their appointment; what was fetched for an appointment goes with it. */
const UNCOPIED = ["license_body", "open_case", "appointment", "run"] as const;
const UNFINISHED = ".unfinished";

export function backupPrefix(file: string): string {
  return `${file}.backup-`;
}

/** Throws what SQLite and the file system throw; nothing of the copy is left then. */
export async function makeBackup(db: Database.Database, file: string, now: number): Promise<Backup> {
  const path = `${backupPrefix(file)}${stampOf(now)}`;
  const unfinished = path + UNFINISHED;
  removeUnfinished(file);
  try {
    closeSync(openSync(unfinished, "wx", 0o600));
    await db.backup(unfinished, { progress: () => STEP_PAGES });
    forgetOpenCase(unfinished);
    syncFile(unfinished);
    renameSync(unfinished, path);
    syncFolderOf(path);
  } catch (error) {
    removeUnfinished(file);
    throw error;
  }
  tidy(file, now);
  return { name: basename(path), at: now, bytes: statSync(path).size };
}

/**
 * Newest first; `at` is when the copy was begun, by the clock of then. One from the future was made before the clock was set right: it is
 * older than all others.
 */
export function listBackups(file: string, now: number): readonly Backup[] {
  const prefix = basename(backupPrefix(file));
  const names = readdirSync(dirname(file)).filter((name) => name.startsWith(prefix) && /\d{8}T\d{9}Z$/.test(name));
  const copies = names
    .sort()
    .reverse()
    .map((name) => ({ name, at: timeOf(name), bytes: statSync(join(dirname(file), name)).size }));
  return [...copies.filter(({ at }) => at <= now), ...copies.filter(({ at }) => at > now)];
}

function removeUnfinished(file: string): void {
  const prefix = basename(backupPrefix(file));
  for (const name of readdirSync(dirname(file)))
    if (name.startsWith(prefix) && name.includes(UNFINISHED)) rmSync(join(dirname(file), name), { force: true });
}

/** The copy belongs to nobody yet: no log is needed, and what is deleted is overwritten. */
function forgetOpenCase(path: string): void {
  const copy = new Database(path, { fileMustExist: true });
  try {
    copy.pragma("journal_mode = MEMORY");
    copy.pragma("secure_delete = ON");
    copy.exec(`BEGIN; ${UNCOPIED.map((table) => `DELETE FROM ${table}`).join("; ")}; COMMIT`);
  } finally {
    copy.close();
  }
}

function tidy(file: string, now: number): void {
  for (const [rank, { name, at }] of listBackups(file, now).entries())
    if (rank >= KEPT || (rank > 0 && at < now - KEPT_MS)) rmSync(join(dirname(file), name), { force: true });
}

/** `20261128T010203456Z`: sorts by time. */
function stampOf(at: number): string {
  return new Date(at).toISOString().replaceAll(/[-:.]/g, "");
}

function timeOf(name: string): number {
  const [, y, mo, d, h, mi, s, ms] = /(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z$/.exec(name) ?? [];
  return Date.UTC(Number(y), Number(mo) - 1, Number(d), Number(h), Number(mi), Number(s), Number(ms));
}

/**
 * The clean-exit marker: one row per running process, taken away at closing. A row found at the start means that its process
 * was killed, or that another one (the command line beside the window) has the file open; both are reason to check the file.
 */
import { randomUUID } from "node:crypto";
import type Database from "better-sqlite3";

export function hasOtherRuns(db: Database.Database): boolean {
  return db.prepare("SELECT 1 FROM run LIMIT 1").get() !== undefined;
}

/** Whether another process that is alive has the file open. */
export function hasLivingRuns(db: Database.Database): boolean {
  const pids = db.prepare<[], number>("SELECT pid FROM run").pluck().all();
  return pids.some((pid) => pid !== process.pid && isAlive(pid));
}

/** Call inside a transaction. Returns the id to end the run with. */
export function beginRun(db: Database.Database, now: number): string {
  const rows = db.prepare<[], { id: string; pid: number }>("SELECT id, pid FROM run").all();
  const drop = db.prepare("DELETE FROM run WHERE id = ?");
  for (const row of rows) {
    if (row.pid === process.pid || !isAlive(row.pid)) drop.run(row.id);
  }
  const id = randomUUID();
  db.prepare("INSERT INTO run VALUES (?, ?, ?)").run(id, process.pid, now);
  return id;
}

export function endRun(db: Database.Database, id: string): void {
  db.prepare("DELETE FROM run WHERE id = ?").run(id);
}

/** A number that was given to another process meanwhile counts as alive: one check too many, never one too few. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/**
 * The one SQLite connection and its settings: WAL read back, every commit synced, deleted content overwritten, nothing spilled
 * to temporary files. Knows nothing of tables.
 */
import Database from "better-sqlite3";
import { faultOrThrow, StorageFailure, storageFault } from "./storage-fault.ts";

/** `LZDT`, in the header of every file of ours; another program's file is not ours to change. */
export const APPLICATION_ID = 0x4c5a4454;

const BUSY_TIMEOUT_MS = 2_000;

/** Opens an existing file. Throws what SQLite throws, or a `StorageFailure`. */
export function connect(file: string): Database.Database {
  const db = new Database(file, { fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
  try {
    requireOurs(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function requireOurs(db: Database.Database): void {
  if (Number(db.pragma("application_id", { simple: true })) === APPLICATION_ID) return;
  throw new StorageFailure(storageFault("other", { reason: "foreign-file" }));
}

/** Settings that last as long as the connection. */
export function configure(db: Database.Database): void {
  enterWal(db);
  db.pragma("synchronous = FULL");
  db.pragma("foreign_keys = ON");
  db.pragma("secure_delete = ON");
  db.pragma("temp_store = MEMORY");
}

/** SQLite answers the mode it kept instead of failing, and some file systems fail only at the first use of shared memory. */
export function enterWal(db: Database.Database): void {
  const mode = walMode(db);
  if (mode !== "wal") throw new StorageFailure(storageFault("other", { reason: "wal-refused", mode }));
}

function walMode(db: Database.Database): string {
  try {
    const mode = String(db.pragma("journal_mode = WAL", { simple: true }));
    db.prepare("SELECT count(*) FROM sqlite_schema").get();
    return mode;
  } catch (error) {
    const reason = faultOrThrow(error);
    if (reason.code !== storageFault("other").code) throw error;
    return String(reason.detail?.["sqlite"]);
  }
}

/** Throws a `StorageFailure` when the file's structure is damaged. */
export function requireSound(db: Database.Database): void {
  const findings = db.pragma("quick_check(1)", { simple: true });
  if (findings !== "ok") throw new StorageFailure(storageFault("corrupt", { found: "quick-check" }));
}

/** Moves everything into the main file and empties the log, so that overwritten content is in neither. False: try again later. */
export function emptyLog(db: Database.Database): boolean {
  const [outcome] = db.pragma("wal_checkpoint(TRUNCATE)") as readonly { busy: number }[];
  return outcome?.busy === 0;
}

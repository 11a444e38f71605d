/**
 * The one SQLite connection and its settings: WAL read back, every commit synced, deleted content overwritten, nothing spilled
 * to temporary files. Knows nothing of tables.
 */
import Database from "better-sqlite3";
import { faultOrThrow, StorageFailure, storageFault } from "./storage-fault.ts";

const BUSY_TIMEOUT_MS = 2_000;

/** Opens an existing file; nothing is read yet. */
export function connect(file: string): Database.Database {
  return new Database(file, { fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
}

/** Settings that last as long as the connection. */
export function configure(db: Database.Database): void {
  enterWal(db);
  db.pragma("synchronous = FULL");
  db.pragma("foreign_keys = ON");
  db.pragma("secure_delete = ON");
  db.pragma("temp_store = MEMORY");
}

/**
 * SQLite answers the mode it kept instead of failing, and where log or shared memory cannot be made it fails at the first read.
 * Must be the first access.
 */
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

/**
 * Moves everything into the main file and empties the log, so that overwritten content is in neither. False when another reader
 * holds the log; it is not waited for, as a decision may be next.
 */
export function emptyLog(db: Database.Database): boolean {
  db.pragma("busy_timeout = 0");
  try {
    const [outcome] = db.pragma("wal_checkpoint(TRUNCATE)") as readonly { busy: number }[];
    return outcome?.busy === 0;
  } finally {
    db.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
  }
}

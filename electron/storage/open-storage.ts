/**
 * Opens the terminal's database file, or makes it. In this order: is it ours, is it newer, is it sound, bring it to this schema,
 * unwrap its keys; only then anything is written. A damaged file is kept aside and nothing takes its place.
 */
import { accessSync, constants, existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import type Database from "better-sqlite3";
import type { Fault } from "../domain/fault.ts";
import { failed, ok, type Result } from "../domain/result.ts";
import type { ColumnCipher } from "./column-cipher.ts";
import { configure, connect, emptyLog, requireSound } from "./connection.ts";
import { keepDamaged, traceOfLoss } from "./damaged-file.ts";
import { requireOurs } from "./file-header.ts";
import type { KeyRing } from "./keys.ts";
import { latestOf, MIGRATIONS, migrate } from "./migrations/migrate.ts";
import { createFile } from "./new-file.ts";
import { currentKeys } from "./renew-keys.ts";
import { beginRun, hasOtherRuns } from "./runs.ts";
import { createSealer } from "./sealing.ts";
import { faultOrThrow, StorageFailure, storageFault } from "./storage-fault.ts";
import { createSyncStorage, type SyncStorage } from "./sync-storage.ts";

export interface StorageOptions {
  /** Path of the database; its folder is made if it is missing. */
  readonly file: string;
  readonly terminalId: string;
  readonly keys: KeyRing;
  /** Of what is sealed from now on; absent: AES-256-GCM. */
  readonly cipher?: ColumnCipher | undefined;
  /** Epoch ms. */
  readonly now: () => number;
}

/**
 * Faults: `storage.corrupt` (detail.kept: new name of the damaged file), `storage.newer-schema`, `storage.readonly`,
 * `storage.busy`, `storage.full`, `storage.foreign-file`, `storage.key` (detail.reason: `missing`, `wrong`, `damaged`,
 * `timed-out`, `keystore`) and `storage.other` (detail.reason: `wal-refused`).
 */
export function openStorage(options: StorageOptions): Result<SyncStorage> {
  try {
    if (!existsSync(options.file)) makeFile(options);
    return openExisting(options);
  } catch (error) {
    return failed(faultOrThrow(error));
  }
}

function makeFile({ file, keys, now }: StorageOptions): void {
  const kept = traceOfLoss(file);
  if (kept) throw new StorageFailure(storageFault("corrupt", { kept }));
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  createFile({ file, keys, now: now() });
}

function openExisting(options: StorageOptions): Result<SyncStorage> {
  let db: Database.Database | undefined;
  try {
    requireWritable(options.file);
    requireOurs(options.file, latestOf(MIGRATIONS));
    db = connect(options.file);
    return ok(prepare(db, options));
  } catch (error) {
    db?.close();
    const reason = faultOrThrow(error);
    if (reason.code !== storageFault("corrupt").code || isOfTheDisk(reason)) return failed(reason);
    return failed({ ...reason, detail: { ...reason.detail, ...keptName(options) } });
  }
}

/** A disk that cannot be read now: the file may be as good as ever, and stays where it is. */
function isOfTheDisk({ detail }: Fault): boolean {
  return detail?.["sqlite"] === "SQLITE_IOERR_CORRUPTFS";
}

/** SQLite would open the file for reading only and say nothing, or blame the missing log. */
function requireWritable(file: string): void {
  accessSync(file, constants.W_OK);
  accessSync(dirname(file), constants.W_OK);
}

/** A file that cannot be renamed stays where it is; the next start finds it damaged again. */
function keptName({ file, now }: StorageOptions): Fault["detail"] {
  try {
    return { kept: keepDamaged(file, now()) };
  } catch (error) {
    return { keptInPlace: faultOrThrow(error).code };
  }
}

function prepare(db: Database.Database, { file, terminalId, keys, cipher, now }: StorageOptions): SyncStorage {
  configure(db);
  if (hasOtherRuns(db)) requireSound(db);
  migrate(db, { file, migrations: MIGRATIONS, now: now() });
  const sealer = createSealer(currentKeys(db, { ring: keys, terminalId, cipher, now: now() }), cipher);
  const runId = db.transaction(() => beginRun(db, now())).immediate();
  emptyLog(db);
  return createSyncStorage({ db, file, terminalId, sealer, now, runId });
}

/**
 * Keys of the sealed columns. Data keys live in the file itself, each wrapped by an outer provider (the KeyRing): the operating
 * system's keystore, or a key file beside the database, the stated weaker rung of the ladder.
 */
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type Database from "better-sqlite3";
import type { Result } from "../domain/result.ts";
import { StorageFailure, storageFault } from "./storage-fault.ts";

export type KeyLevel = "os-keystore" | "passphrase" | "file";

/** Wraps data keys. Passed in by the composition root; `level` is shown to the administrator. */
export interface KeyRing {
  readonly level: KeyLevel;
  /**
   * May create the outer key. Called only for a new database, so an outer key that was lost is never replaced in silence.
   * Throws a `StorageFailure` when the outer key cannot be used.
   */
  wrap(dataKey: Uint8Array): Uint8Array;
  /** A lost, locked or wrong outer key is a fault; the sealed data stay as they are. */
  unwrap(blob: Uint8Array): Result<Uint8Array>;
  /** Whether the outer key in force wrapped it, and not a former one that is kept for copies. Absent: there are no former ones. */
  isCurrent?(blob: Uint8Array): boolean;
}

/** `seal`: AES-256-GCM of columns; `search`: HMAC of full numbers and bodies; `chain`: MAC of the ends of the audit chain. */
const PURPOSES = ["seal", "search", "chain"] as const;
export type KeyPurpose = (typeof PURPOSES)[number];

export interface DataKeys {
  /** By version; the highest seals. */
  readonly seal: ReadonlyMap<number, Uint8Array>;
  /** Oldest first; each goes over the hash of the one before. */
  readonly search: readonly Uint8Array[];
  readonly chain: Uint8Array;
}

interface KeyRow {
  readonly purpose: KeyPurpose;
  readonly version: number;
  readonly level: KeyLevel;
  readonly wrapped: Uint8Array;
  readonly check_value: Uint8Array;
}

const KEY_BYTES = 32;

/** Makes the first keys of a new file, in the transaction of the caller. */
export function createKeys(db: Database.Database, ring: KeyRing, now: number): DataKeys {
  const create = () => randomBytes(KEY_BYTES);
  const keys = { seal: new Map([[1, create()]]), search: [create()], chain: create() };
  replaceKeys(db, keys, { ring, now });
  return keys;
}

/** Wraps these keys and forgets all others, in the transaction of the caller. */
export function replaceKeys(
  db: Database.Database,
  keys: DataKeys,
  { ring, now }: { readonly ring: KeyRing; readonly now: number },
): void {
  db.exec("DELETE FROM data_key");
  const insert = db.prepare("INSERT INTO data_key VALUES (?, ?, ?, ?, ?, ?)");
  const put = (purpose: KeyPurpose, version: number, key: Uint8Array) =>
    void insert.run(purpose, version, ring.level, ring.wrap(key), checkValue(key, purpose), now);
  for (const [version, key] of keys.seal) put("seal", version, key);
  for (const [at, key] of keys.search.entries()) put("search", at + 1, key);
  put("chain", 1, keys.chain);
}

/** Throws a `StorageFailure` when the ring cannot unwrap what the file holds. */
export function loadKeys(db: Database.Database, ring: KeyRing): DataKeys {
  const rows = rowsOf(db);
  const keysFor = (purpose: KeyPurpose): Map<number, Uint8Array> =>
    new Map(rows.filter((row) => row.purpose === purpose).map((row) => [row.version, unwrapped(row, ring)]));
  const [seal, search] = [keysFor("seal"), keysFor("search")];
  for (const keys of [seal, search]) newest(keys);
  return { seal, search: [...search.values()], chain: newest(keysFor("chain")) };
}

export function isWrappedByFormer(db: Database.Database, ring: KeyRing): boolean {
  return rowsOf(db).some(({ wrapped }) => ring.isCurrent?.(wrapped) === false);
}

function rowsOf(db: Database.Database): readonly KeyRow[] {
  return db.prepare<[], KeyRow>("SELECT * FROM data_key ORDER BY version").all();
}

function newest(keys: ReadonlyMap<number, Uint8Array>): Uint8Array {
  const key = [...keys.values()].at(-1);
  if (!key) throw new StorageFailure(storageFault("corrupt", { found: "no-data-key" }));
  return key;
}

function unwrapped(row: KeyRow, ring: KeyRing): Uint8Array {
  const result = ring.unwrap(row.wrapped);
  if (!result.ok) {
    const detail = { ...result.fault.detail, sealedWith: row.level, opened: ring.level };
    throw new StorageFailure({ ...result.fault, detail });
  }
  const expected = checkValue(result.value, row.purpose);
  const isRight = expected.length === row.check_value.length && timingSafeEqual(expected, row.check_value);
  if (!isRight) throw new StorageFailure(storageFault("key", { reason: "wrong", sealedWith: row.level }));
  return result.value;
}

/** Tells a wrong key from a right one without opening anything. */
function checkValue(key: Uint8Array, purpose: KeyPurpose): Uint8Array {
  return createHmac("sha256", key).update(`key check ${purpose}`).digest().subarray(0, 16);
}

/**
 * Sealed columns: AES-256-GCM, or SM4-GCM by policy, with a random 96-bit nonce; the column and the row's id are authenticated, so a sealed value
 * cannot be moved to another row. Search goes by HMAC-SHA-256 with a key of its own.
 *
 *   sealed = format (1) ‖ key version (2, big endian) ‖ nonce (12) ‖ text ‖ tag (16)
 */
import { createHmac, randomBytes } from "node:crypto";
import { type ColumnCipher, ENGINES, FORMATS, NONCE_BYTES, TAG_BYTES } from "./column-cipher.ts";
import type { DataKeys } from "./keys.ts";
import { StorageFailure, storageFault } from "./storage-fault.ts";

export type SealedColumn =
  | "open_case.snapshot"
  | "license_body.body"
  | "outbox.body"
  | "recheck.subject"
  | "appointment.sealed"
  | "prefetched_license.record"
  | "prefetched_license.body"
  | "user.sealed"
  | "secret.sealed";

export interface Sealer {
  seal(column: SealedColumn, rowId: string, plain: Uint8Array): Uint8Array;
  /** Throws a `StorageFailure` (corrupt) when the value is not what was sealed for this row. */
  open(column: SealedColumn, rowId: string, sealed: Uint8Array): Uint8Array;
  /** Keyed hash for equality search and comparison. */
  hash(text: string): Uint8Array;
  /** The same, but of the first key whatever came after: for the names of rows, which never change. */
  name(text: string): Uint8Array;
  /** Authenticates the ends of the audit chain. */
  mac(text: string): Uint8Array;
}

const HEAD_BYTES = 3;
const TEXT_AT = HEAD_BYTES + NONCE_BYTES;

/** @param cipher of what is sealed from now on; what was sealed with another opens all the same. */
export function createSealer(keys: DataKeys, cipher: ColumnCipher = "aes-256-gcm"): Sealer {
  const version = Math.max(...keys.seal.keys());
  const current = keys.seal.get(version);
  if (!current) throw new Error("a sealer needs a key");
  const { format, engine } = ENGINES[cipher];
  const [first, ...later] = keys.search;
  if (!first) throw new Error("a sealer needs a key for hashes");
  const name = (text: string) => hmac(first, text);
  return {
    seal(column, rowId, plain) {
      const nonce = randomBytes(NONCE_BYTES);
      const head = Uint8Array.of(format, version >> 8, version & 0xff);
      return Buffer.concat([head, nonce, engine.seal(plain, { key: current, nonce, context: context(column, rowId) })]);
    },
    open(column, rowId, sealed) {
      const former = FORMATS.get(sealed[0] ?? 0);
      const key = keys.seal.get(((sealed[1] ?? 0) << 8) | (sealed[2] ?? 0));
      if (!former || !key || sealed.length < TEXT_AT + TAG_BYTES) throw damaged(column);
      const parts = { key, nonce: sealed.subarray(HEAD_BYTES, TEXT_AT), context: context(column, rowId) };
      try {
        return former.open(sealed.subarray(TEXT_AT), parts);
      } catch (error) {
        throw damaged(column, error);
      }
    },
    hash: (text) => later.reduce((hash, key) => hmac(key, hash), name(text)),
    name,
    mac: (text) => hmac(keys.chain, text),
  };
}

function hmac(key: Uint8Array, data: string | Uint8Array): Buffer {
  return createHmac("sha256", key).update(data).digest();
}

function context(column: SealedColumn, rowId: string): Uint8Array {
  return new TextEncoder().encode(`${column}\n${rowId}`);
}

function damaged(column: SealedColumn, cause?: unknown): StorageFailure {
  return new StorageFailure(storageFault("corrupt", { column }), cause);
}

/** Undefined when the value of this row does not open: the rows beside it are none the worse. */
export function ifReadable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof StorageFailure && error.fault.code === "storage.corrupt") return undefined;
    throw error;
  }
}

/** Seals a value as JSON in UTF-8. */
export function sealJson(sealer: Sealer, column: SealedColumn, rowId: string, value: unknown): Uint8Array {
  return sealer.seal(column, rowId, new TextEncoder().encode(JSON.stringify(value)));
}

/** The value as it was sealed; authenticated, so its shape is the one that was written. */
export function readSealed<T>(sealer: Sealer, column: SealedColumn, rowId: string, sealed: Uint8Array): T {
  return JSON.parse(new TextDecoder().decode(sealer.open(column, rowId, sealed)));
}

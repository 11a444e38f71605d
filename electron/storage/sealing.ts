/**
 * Sealed columns: AES-256-GCM with a random 96-bit nonce; the column and the row's id are authenticated, so a sealed value
 * cannot be moved to another row. Search goes by HMAC-SHA-256 with a key of its own.
 *
 *   sealed = format (1) ‖ key version (2, big endian) ‖ nonce (12) ‖ text ‖ tag (16)
 */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";
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
  /** Authenticates the ends of the audit chain. */
  mac(text: string): Uint8Array;
}

const FORMAT = 1;
const HEAD_BYTES = 3;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const TEXT_AT = HEAD_BYTES + NONCE_BYTES;

export function createSealer(keys: DataKeys): Sealer {
  const version = Math.max(...keys.seal.keys());
  const current = keys.seal.get(version);
  if (!current) throw new Error("a sealer needs a key");
  return {
    seal(column, rowId, plain) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", current, nonce).setAAD(context(column, rowId));
      const head = Uint8Array.of(FORMAT, version >> 8, version & 0xff);
      return Buffer.concat([head, nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    open(column, rowId, sealed) {
      if (sealed.length < TEXT_AT + TAG_BYTES || sealed[0] !== FORMAT) throw damaged(column);
      const key = keys.seal.get(((sealed[1] ?? 0) << 8) | (sealed[2] ?? 0));
      if (!key) throw damaged(column);
      const nonce = sealed.subarray(HEAD_BYTES, TEXT_AT);
      const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(context(column, rowId)).setAuthTag(sealed.subarray(-TAG_BYTES));
      const start = decipher.update(sealed.subarray(TEXT_AT, -TAG_BYTES));
      return joined(
        start,
        finish(() => decipher.final(), column),
      );
    },
    hash: (text) => createHmac("sha256", keys.search).update(text).digest(),
    mac: (text) => createHmac("sha256", keys.chain).update(text).digest(),
  };
}

function context(column: SealedColumn, rowId: string): Uint8Array {
  return new TextEncoder().encode(`${column}\n${rowId}`);
}

function finish(final: () => Uint8Array, column: SealedColumn): Uint8Array {
  try {
    return final();
  } catch (error) {
    throw damaged(column, error);
  }
}

/** A buffer of its own: Node's small buffers share one, which must not be handed to another thread. */
function joined(start: Uint8Array, end: Uint8Array): Uint8Array {
  const whole = new Uint8Array(start.length + end.length);
  whole.set(start);
  whole.set(end, start.length);
  return whole;
}

function damaged(column: SealedColumn, cause?: unknown): StorageFailure {
  return new StorageFailure(storageFault("corrupt", { column }), cause);
}

/** Seals a value as JSON in UTF-8. */
export function sealJson(sealer: Sealer, column: SealedColumn, rowId: string, value: unknown): Uint8Array {
  return sealer.seal(column, rowId, new TextEncoder().encode(JSON.stringify(value)));
}

/** The value as it was sealed; authenticated, so its shape is the one that was written. */
export function readSealed<T>(sealer: Sealer, column: SealedColumn, rowId: string, sealed: Uint8Array): T {
  return JSON.parse(new TextDecoder().decode(sealer.open(column, rowId, sealed)));
}

/**
 * The rungs of the key ladder below the system's keystore: a key file (0600) beside the database, sealed with the administrator's
 * passphrase or, weaker, as it is. The latter keeps a stolen backup or a lost database file unreadable, not a copy of the whole folder.
 */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { failed, ok, type Result } from "../domain/result.ts";
import { createKeyFile, KEY_BYTES, keyFileKind, openKeyFile, type Passphrase } from "./key-file.ts";
import type { KeyRing } from "./keys.ts";
import { StorageFailure, storageFault } from "./storage-fault.ts";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const CONTEXT = new TextEncoder().encode("liangzheng data key");

/** @param passphrase of a sealed key file; without it such a file answers `storage.passphrase`. */
export function fileKeyRing(path: string, passphrase?: Passphrase): KeyRing {
  let opened: Result<Uint8Array> | undefined;
  // A passphrase costs half a second, and there are three data keys to open.
  const open = () => {
    if (!opened?.ok) opened = openKeyFile(path, passphrase);
    return opened;
  };
  return {
    level: keyFileKind(path) === "sealed" ? "passphrase" : "file",
    wrap(dataKey) {
      const found = open() ?? createKeyFile(path);
      if (!found.ok) throw new StorageFailure(found.fault);
      return encrypt(found.value, dataKey);
    },
    unwrap(blob) {
      const found = open();
      if (!found) return failed(storageFault("key", { reason: "missing" }));
      return found.ok ? decryptWithAny(found.value, blob) : found;
    },
    isCurrent: (blob) => {
      const found = open();
      return !found?.ok || isCurrent(found.value, blob);
    },
  };
}

export interface OpenedKeyRing extends KeyRing {
  /** Overwrites the key: keys are needed only until the database is open. */
  forget(): void;
}

/** Over the keys of a sealed key file that somebody has just opened. */
export function openedKeyRing(keys: Uint8Array): OpenedKeyRing {
  return {
    level: "passphrase",
    wrap: (dataKey) => encrypt(keys, dataKey),
    unwrap: (blob) => decryptWithAny(keys, blob),
    isCurrent: (blob) => isCurrent(keys, blob),
    forget: () => void keys.fill(0),
  };
}

/** With the key in force, the first. */
function encrypt(keys: Uint8Array, dataKey: Uint8Array): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", keys.subarray(0, KEY_BYTES), nonce).setAAD(CONTEXT);
  return Buffer.concat([nonce, cipher.update(dataKey), cipher.final(), cipher.getAuthTag()]);
}

/** With the key in force, or a former one that a copy was made with. */
function decryptWithAny(keys: Uint8Array, blob: Uint8Array): Result<Uint8Array> {
  const each = Array.from({ length: keys.length / KEY_BYTES }, (_, at) =>
    keys.subarray(at * KEY_BYTES, (at + 1) * KEY_BYTES),
  );
  const tried = each.map((key) => decrypt(key, blob));
  return tried.find(({ ok: isRight }) => isRight) ?? failed(storageFault("key", { reason: "wrong" }));
}

function isCurrent(keys: Uint8Array, blob: Uint8Array): boolean {
  return decrypt(keys.subarray(0, KEY_BYTES), blob).ok || !decryptWithAny(keys, blob).ok;
}

/** GCM's only complaint is that the tag does not fit: another key, or a changed blob. */
function decrypt(key: Uint8Array, blob: Uint8Array): Result<Uint8Array> {
  const wrong = failed<Uint8Array>(storageFault("key", { reason: "wrong" }));
  if (blob.length <= NONCE_BYTES + TAG_BYTES) return wrong;
  const decipher = createDecipheriv("aes-256-gcm", key, blob.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(CONTEXT).setAuthTag(blob.subarray(-TAG_BYTES));
  const plain = decipher.update(blob.subarray(NONCE_BYTES, -TAG_BYTES));
  try {
    return ok(Buffer.concat([plain, decipher.final()]));
  } catch {
    return wrong;
  }
}

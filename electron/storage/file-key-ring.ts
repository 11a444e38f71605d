/**
 * The weaker rung of the key ladder: a key file (0600) beside the database. It keeps a stolen backup or a lost database file
 * unreadable, not a copy of the whole folder. Used where the operating system offers no keystore.
 */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import {
  chmodSync,
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { failed, ok, type Result } from "../domain/result.ts";
import type { KeyRing } from "./keys.ts";
import { faultOrThrow, StorageFailure, storageFault } from "./storage-fault.ts";
import { syncFolderOf } from "./sync-folder.ts";

const HEAD = "liangzheng-key/1 ";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const CONTEXT = new TextEncoder().encode("liangzheng data key");

export function fileKeyRing(path: string): KeyRing {
  return {
    level: "file",
    wrap(dataKey) {
      const found = readKey(path) ?? createKey(path);
      if (!found.ok) throw new StorageFailure(found.fault);
      return encrypt(found.value, dataKey);
    },
    unwrap(blob) {
      const found = readKey(path);
      if (!found) return failed(storageFault("key", { reason: "missing" }));
      return found.ok ? decrypt(found.value, blob) : found;
    },
  };
}

/** Undefined when there is no such file. */
function readKey(path: string): Result<Uint8Array> | undefined {
  try {
    const mode = statSync(path, { throwIfNoEntry: false })?.mode;
    if (mode === undefined) return undefined;
    if (process.platform !== "win32" && (mode & 0o077) !== 0) chmodSync(path, 0o600);
    return parseKey(readFileSync(path, "latin1"));
  } catch (error) {
    return failed(faultOrThrow(error));
  }
}

function parseKey(text: string): Result<Uint8Array> {
  const key = text.startsWith(HEAD) ? Buffer.from(text.slice(HEAD.length), "base64") : undefined;
  return key?.length === 32 ? ok(key) : failed(storageFault("key", { reason: "damaged" }));
}

/** On the disk before anything is sealed with it: a key lost in a power cut would take the data with it. */
function createKey(path: string): Result<Uint8Array> {
  const key = randomBytes(32);
  const unfinished = `${path}.new`;
  rmSync(unfinished, { force: true });
  const handle = openSync(unfinished, "wx", 0o600);
  try {
    writeSync(handle, `${HEAD}${key.toString("base64")}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(unfinished, path);
  syncFolderOf(path);
  return ok(key);
}

function encrypt(key: Uint8Array, dataKey: Uint8Array): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(CONTEXT);
  return Buffer.concat([nonce, cipher.update(dataKey), cipher.final(), cipher.getAuthTag()]);
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

/**
 * The key file beside the database: a random key of 256 bits, either as it is (version 1, the weaker rung of the ladder) or sealed
 * with a passphrase of the administrator (version 2). Changing the passphrase makes a new key; the former ones stay behind it, sealed,
 * for copies that were made with them and for data that are not yet sealed anew (`renew-keys.ts`).
 *
 *   liangzheng-key/1 BASE64
 *   liangzheng-key/2 scrypt LOG2N R P SALT NONCE‖KEYS‖TAG      RFC 7914, then AES-256-GCM with the head as additional data
 */
import { createCipheriv, createDecipheriv, randomBytes, scrypt, scryptSync } from "node:crypto";
import { chmodSync, readFileSync, statSync } from "node:fs";
import { promisify } from "node:util";
import { passphraseBytes } from "../domain/passphrase-bytes.ts";
import { failed, ok, type Result } from "../domain/result.ts";
import { faultOrThrow, storageFault } from "./storage-fault.ts";
import { replaceWiped, wipeLeftOver } from "./wiped-file.ts";

const PLAIN = "liangzheng-key/1";
const SEALED = "liangzheng-key/2";
export const KEY_BYTES = 32;
/** In one file; older ones go, and with them what only they open. */
const MOST_KEYS = 8;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** log2 N, r, p: 128 MB and about half a second for each guess, what OWASP asks of scrypt at least. */
export const SCRYPT_COST = { log2n: 17, r: 8, p: 1 } as const;
/** A file that asks for more is not ours; it could hold the start up for hours. */
const MOST = { log2n: 20, r: 16, p: 4 } as const;
const MAX_MEMORY_BYTES = 512 * 1024 * 1024;

export const PASSPHRASE_MIN_LENGTH = 12;

export const keyFileOf = (databaseFile: string): string => `${databaseFile}.key`;

/** As it was typed, or as `passphraseBytes`, which can be overwritten after use. */
export type Passphrase = string | Uint8Array;

const bytesOf = (passphrase: Passphrase) => (typeof passphrase === "string" ? passphraseBytes(passphrase) : passphrase);

interface Cost {
  readonly log2n: number;
  readonly r: number;
  readonly p: number;
}

type KeyFile =
  | { readonly kind: "plain"; readonly key: Uint8Array }
  | {
      readonly kind: "sealed";
      readonly cost: Cost;
      readonly salt: Uint8Array;
      readonly head: string;
      readonly box: Uint8Array;
    };

/** Undefined when there is no such file. */
export function keyFileKind(path: string): KeyFile["kind"] | undefined {
  const read = readKeyFile(path);
  return read?.ok ? read.value.kind : undefined;
}

/** The keys, that in force first, or what keeps them shut: `storage.passphrase` (detail.reason `needed`, `wrong`), `storage.key` (`damaged`). Undefined: no file. */
export function openKeyFile(path: string, passphrase: Passphrase | undefined): Result<Uint8Array> | undefined {
  const read = readKeyFile(path);
  if (!read?.ok) return read;
  if (read.value.kind === "plain") return ok(read.value.key);
  if (passphrase === undefined) return failed(storageFault("passphrase", { reason: "needed" }));
  const { cost, salt } = read.value;
  return unseal(path, read.value, scryptSync(bytesOf(passphrase), salt, KEY_BYTES, optionsOf(cost)));
}

/** The same without holding the thread up for the half second that a guess costs. */
export async function openKeyFileAside(path: string, passphrase: Passphrase): Promise<Result<Uint8Array> | undefined> {
  const read = readKeyFile(path);
  if (!read?.ok || read.value.kind === "plain") return openKeyFile(path, undefined);
  const { cost, salt } = read.value;
  return unseal(path, read.value, await derive(bytesOf(passphrase), salt, KEY_BYTES, optionsOf(cost)));
}

/** A new key in a new file. On the disk before anything is sealed with it: a key lost in a power cut would take the data with it. */
export function createKeyFile(path: string): Result<Uint8Array> {
  const key = randomBytes(KEY_BYTES);
  replaceWiped(path, `${PLAIN} ${key.toString("base64")}\n`);
  return ok(key);
}

/** Whether it may become a passphrase: `storage.passphrase` (`short`). */
export function checkPassphrase(next: Passphrase): Result<void> {
  // Every byte but UTF-8's continuations begins a character.
  const isLong = bytesOf(next).filter((byte) => (byte & 0xc0) !== 0x80).length >= PASSPHRASE_MIN_LENGTH;
  return isLong ? ok(undefined) : failed(storageFault("passphrase", { reason: "short", min: PASSPHRASE_MIN_LENGTH }));
}

/**
 * Seals a new key with a passphrase, and behind it what the former passphrase opens. The file is replaced in one step: a power cut
 * leaves the old passphrase or the new one in force. What lay there before is overwritten. Faults as `openKeyFile`, and `storage.passphrase` (`short`).
 */
export function sealKeyFile(
  path: string,
  next: Passphrase,
  current?: Passphrase,
  cost: Cost = SCRYPT_COST,
): Result<void> {
  const long = checkPassphrase(next);
  if (!long.ok) return long;
  const former = openKeyFile(path, current) ?? ok(new Uint8Array());
  if (!former.ok) return former;
  const keys = Buffer.concat([randomBytes(KEY_BYTES), former.value]).subarray(0, MOST_KEYS * KEY_BYTES);
  const salt = randomBytes(16);
  const { log2n, r, p } = cost;
  const head = `${SEALED} scrypt ${log2n} ${r} ${p} ${salt.toString("base64")}`;
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(
    "aes-256-gcm",
    scryptSync(bytesOf(next), salt, KEY_BYTES, optionsOf(cost)),
    nonce,
  ).setAAD(Buffer.from(head));
  const box = Buffer.concat([nonce, cipher.update(keys), cipher.final(), cipher.getAuthTag()]);
  try {
    replaceWiped(path, `${head} ${box.toString("base64")}\n`);
    return ok(undefined);
  } catch (error) {
    return failed(faultOrThrow(error));
  }
}

function readKeyFile(path: string): Result<KeyFile> | undefined {
  try {
    const mode = statSync(path, { throwIfNoEntry: false })?.mode;
    if (mode === undefined) return undefined;
    if (process.platform !== "win32" && (mode & 0o077) !== 0) chmodSync(path, 0o600);
    const found = parse(readFileSync(path, "latin1").trimEnd());
    return found ? ok(found) : failed(storageFault("key", { reason: "damaged" }));
  } catch (error) {
    return failed(faultOrThrow(error));
  }
}

function parse(text: string): KeyFile | undefined {
  const [version, ...parts] = text.split(" ");
  if (version === PLAIN) {
    const key = Buffer.from(parts[0] ?? "", "base64");
    return key.length === KEY_BYTES ? { kind: "plain", key } : undefined;
  }
  const [method, log2n, r, p, salt = "", box = ""] = parts;
  const cost = { log2n: Number(log2n), r: Number(r), p: Number(p) };
  const bytes = Buffer.from(box, "base64");
  const isOurs = version === SEALED && method === "scrypt" && isBearable(cost);
  const keyCount = (bytes.length - NONCE_BYTES - TAG_BYTES) / KEY_BYTES;
  if (!isOurs || !Number.isInteger(keyCount) || keyCount < 1 || keyCount > MOST_KEYS) return undefined;
  return {
    kind: "sealed",
    cost,
    salt: Buffer.from(salt, "base64"),
    head: text.slice(0, text.lastIndexOf(" ")),
    box: bytes,
  };
}

/** Within our bounds, and what scrypt itself takes (RFC 7914 section 6: N < 2^(128·r/8)): the library throws at anything else. */
function isBearable(cost: Cost): boolean {
  const isBounded = (["log2n", "r", "p"] as const).every(
    (name) => Number.isInteger(cost[name]) && cost[name] > 0 && cost[name] <= MOST[name],
  );
  const { log2n, r, p } = cost;
  return isBounded && log2n < 16 * r && 128 * r * (2 ** log2n + p + 2) <= MAX_MEMORY_BYTES;
}

function unseal(
  path: string,
  { head, box }: Extract<KeyFile, { kind: "sealed" }>,
  key: Uint8Array,
): Result<Uint8Array> {
  const decipher = createDecipheriv("aes-256-gcm", key, box.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(head)).setAuthTag(box.subarray(-TAG_BYTES));
  const start = decipher.update(box.subarray(NONCE_BYTES, -TAG_BYTES));
  let keys: Uint8Array;
  try {
    keys = Buffer.concat([start, decipher.final()]);
  } catch {
    // GCM's only complaint is that the tag does not fit.
    return failed(storageFault("passphrase", { reason: "wrong" }));
  }
  forgetFormer(path);
  return ok(keys);
}

/** What a change that was cut short left of the former file, now that this one is known to open; a disk that is not to be written is asked again at the next start. */
function forgetFormer(path: string): void {
  try {
    wipeLeftOver(path);
  } catch (error) {
    faultOrThrow(error);
  }
}

interface ScryptOptions {
  readonly N: number;
  readonly r: number;
  readonly p: number;
  readonly maxmem: number;
}

const optionsOf = ({ log2n, r, p }: Cost): ScryptOptions => ({ N: 2 ** log2n, r, p, maxmem: MAX_MEMORY_BYTES });

const derive = promisify<Uint8Array, Uint8Array, number, ScryptOptions, Buffer>(scrypt);

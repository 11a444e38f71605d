/** SM2 verification (GB/T 32918.2-2016 §7). Any bytes may be given; what is not a valid signature is simply false. */
import { toBigInt, toHex } from "../hex.ts";
import { type AffinePoint, GX, GY, modulo, N, P, readPoint } from "./curve.ts";
import { messageDigest } from "./digest.ts";
import { fromNumber, multiply, newElement, toNumber } from "./field.ts";
import { addMultiple, buildFixedBase, type FixedBase } from "./fixed-base.ts";
import { addPoint, infinity, type Point } from "./point.ts";
import { readSignatureValue } from "./signature-value.ts";
import { multiplyPoint } from "./variable-base.ts";

const BASE_WINDOW_BITS = 7;
const HOT_WINDOW_BITS = 5;
/** A key is worth a table of its own from this use on. */
const HOT_AFTER_USES = 8;
const MOST_KEYS = 256;
const MOST_TABLES = 32;

interface KnownKey {
  readonly point: AffinePoint;
  uses: number;
  table?: FixedBase;
}

/** Remembered public keys, least recently used first. Only speed depends on it, never an answer. */
const knownKeys = new Map<string, KnownKey>();
let baseTable: FixedBase | undefined;

/** The table of the base point; built at the first use, or ahead of time by a caller that wants the first answer fast. */
export function basePoint(): FixedBase {
  baseTable ??= buildFixedBase({ x: GX, y: GY }, BASE_WINDOW_BITS);
  return baseTable;
}

/**
 * Is `signature` (DER SEQUENCE{r,s} or raw 64 bytes) a valid SM2 signature over `message`?
 * @param publicKey `04 ‖ x ‖ y`, 65 bytes; a point off the curve makes the answer false.
 * @param id the signer's ID, `1234567812345678` unless another is agreed.
 */
export function verifySm2(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array, id?: Uint8Array): boolean {
  const value = readSignatureValue(signature);
  if (!value || value.r < 1n || value.r >= N || value.s < 1n || value.s >= N) return false;
  const t = (value.r + value.s) % N;
  if (t === 0n) return false;
  const key = lookUpKey(publicKey);
  if (!key) return false;
  const point = infinity();
  if (key.table) addMultiple(point, key.table, t);
  else addPoint(point, multiplyPoint(key.point, t));
  addMultiple(point, basePoint(), value.s);
  const e = toBigInt(messageDigest(publicKey, message, id));
  return hasX(point, modulo(value.r - e, N));
}

/** Is x₁ mod n = `expected`? Compared as X = x · Z², which saves an inversion. */
function hasX(point: Point, expected: bigint): boolean {
  if (point.isInfinity) return false;
  const zSquared = newElement();
  multiply(zSquared, point.z, point.z);
  const x = toNumber(point.x);
  for (let candidate = expected; candidate < P; candidate += N) {
    const product = fromNumber(candidate);
    multiply(product, product, zSquared);
    if (toNumber(product) === x) return true;
  }
  return false;
}

function lookUpKey(publicKey: Uint8Array): KnownKey | undefined {
  const name = toHex(publicKey);
  let key = knownKeys.get(name);
  if (key) {
    knownKeys.delete(name);
  } else {
    const point = readPoint(publicKey);
    if (!point) return undefined;
    key = { point, uses: 0 };
    forgetOldest();
  }
  knownKeys.set(name, key);
  key.uses++;
  if (!key.table && key.uses >= HOT_AFTER_USES && countTables() < MOST_TABLES) {
    key.table = buildFixedBase(key.point, HOT_WINDOW_BITS);
  }
  return key;
}

function forgetOldest(): void {
  const [oldest] = knownKeys.keys();
  if (knownKeys.size >= MOST_KEYS && oldest !== undefined) knownKeys.delete(oldest);
}

function countTables(): number {
  let count = 0;
  for (const key of knownKeys.values()) if (key.table) count++;
  return count;
}

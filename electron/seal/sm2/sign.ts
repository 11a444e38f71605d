/**
 * SM2 signing (GB/T 32918.2-2016 §6) for the product's own records, for example audit checkpoints. The nonce is derived
 * from the key and the message (RFC 6979 with SM3), so nothing here needs or has a source of randomness.
 */
import { joinBytes } from "../bytes.ts";
import { toBigInt, toBytes } from "../hex.ts";
import { modulo, N } from "./curve.ts";
import { messageDigest } from "./digest.ts";
import { invert, multiply, newElement, toNumber } from "./field.ts";
import { addMultiple } from "./fixed-base.ts";
import { createNonces } from "./nonce.ts";
import { infinity, type Point } from "./point.ts";
import { type SignatureValue, writeSignatureValue } from "./signature-value.ts";
import { basePoint } from "./verify.ts";

export interface Sm2KeyPair {
  /** 32 bytes, in [1, n − 2]. */
  readonly privateKey: Uint8Array;
  /** `04 ‖ x ‖ y`, 65 bytes. */
  readonly publicKey: Uint8Array;
}

/** The key pair of a 32-byte secret; undefined when the secret is not in [1, n − 2] (GB/T 32918.1-2016 §6.1). */
export function deriveKeyPair(secret: Uint8Array): Sm2KeyPair | undefined {
  const d = toBigInt(secret);
  if (secret.length !== 32 || d < 1n || d > N - 2n) return undefined;
  const { x, y } = toAffine(multiplyBase(d));
  return { privateKey: secret, publicKey: joinBytes(Uint8Array.of(4), toBytes(x, 32), toBytes(y, 32)) };
}

export interface Sm2SigningOptions {
  /** `1234567812345678` when absent. */
  readonly id?: Uint8Array;
  /** Fresh random bytes of the caller, mixed into the nonce (RFC 6979 §3.6); without them the signature is repeatable. */
  readonly entropy?: Uint8Array;
}

/** The signature as DER SEQUENCE{r, s}. */
export function signSm2(keyPair: Sm2KeyPair, message: Uint8Array, options: Sm2SigningOptions = {}): Uint8Array {
  const d = toBigInt(keyPair.privateKey);
  const digest = messageDigest(keyPair.publicKey, message, options.id);
  const e = toBigInt(digest);
  for (const k of createNonces(keyPair.privateKey, digest, options.entropy)) {
    const value = signWith(d, e, k);
    if (value) return writeSignatureValue(value);
  }
  throw new Error("unreachable: nonces never end");
}

/** §6.1 steps A4 to A6; undefined in the negligible case that asks for another nonce. */
function signWith(d: bigint, e: bigint, k: bigint): SignatureValue | undefined {
  const r = (e + toAffine(multiplyBase(k)).x) % N;
  if (r === 0n || r + k === N) return undefined;
  const s = modulo(invertModN(1n + d) * (k - r * d), N);
  return s === 0n ? undefined : { r, s };
}

function multiplyBase(scalar: bigint): Point {
  const point = infinity();
  addMultiple(point, basePoint(), scalar);
  return point;
}

function toAffine(point: Point): { x: bigint; y: bigint } {
  const [inverse, square] = [newElement(), newElement()];
  invert(inverse, point.z);
  multiply(square, inverse, inverse);
  multiply(inverse, square, inverse);
  multiply(square, point.x, square);
  multiply(inverse, point.y, inverse);
  return { x: toNumber(square), y: toNumber(inverse) };
}

function invertModN(value: bigint): bigint {
  let result = 1n;
  let base = modulo(value, N);
  for (let bits = N - 2n; bits > 0n; bits >>= 1n) {
    if (bits & 1n) result = (result * base) % N;
    base = (base * base) % N;
  }
  return result;
}

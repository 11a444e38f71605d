/** SubjectPublicKeyInfo (RFC 5280 §4.1.2.7): SM2 keys as points, RSA and NIST curves as the platform reads them. */
import { isSameBytes } from "../bytes.ts";
import { OID } from "../der/oid.ts";
import { type DerElement, openDer, readDer, TAG } from "../der/reader.ts";
import { bitStringBytes, demandTag, objectIdentifier } from "../der/values.ts";

export type PublicKey =
  /** `point`: `04 ‖ x ‖ y`; whether it lies on the curve is asked where it is used. */
  | { readonly kind: "sm2"; readonly point: Uint8Array }
  /** `info`: the whole DER SubjectPublicKeyInfo. */
  | { readonly kind: "rsa"; readonly bits: number; readonly info: Uint8Array }
  /** `bits`: of the curve's order. */
  | { readonly kind: "ecdsa"; readonly bits: number; readonly info: Uint8Array }
  | { readonly kind: "other"; readonly algorithm: string };

const NIST_CURVES: ReadonlyMap<string, number> = new Map([
  ["1.2.840.10045.3.1.7", 256],
  ["1.3.132.0.34", 384],
  ["1.3.132.0.35", 521],
]);

/** @throws {DerRefusal} */
export function readPublicKey(element: DerElement): PublicKey {
  demandTag(element, TAG.SEQUENCE);
  const cursor = openDer(element);
  const algorithm = openDer(cursor.next(TAG.SEQUENCE));
  const key = bitStringBytes(cursor.next());
  cursor.end();
  const type = objectIdentifier(algorithm.next());
  const parameters = algorithm.peek() === undefined ? undefined : algorithm.next();
  algorithm.end();
  if (type === OID.RSA) return readRsaKey(key, element.raw);
  const isNamedCurve = type === OID.EC_PUBLIC_KEY && parameters?.tag === TAG.OBJECT_IDENTIFIER;
  if (!isNamedCurve) return { kind: "other", algorithm: type };
  const curve = objectIdentifier(parameters);
  if (curve === OID.SM2_CURVE) return { kind: "sm2", point: key };
  const bits = NIST_CURVES.get(curve);
  return bits === undefined ? { kind: "other", algorithm: curve } : { kind: "ecdsa", bits, info: element.raw };
}

/** Is it the same key? Keys of kinds unknown here are never the same. */
export function isSameKey(a: PublicKey, b: PublicKey): boolean {
  return a.kind !== "other" && b.kind !== "other" && a.kind === b.kind && isSameBytes(bytesOf(a), bytesOf(b));
}

function bytesOf(key: Exclude<PublicKey, { kind: "other" }>): Uint8Array {
  return key.kind === "sm2" ? key.point : key.info;
}

/** Larger ones are no better, and cost as much time as whoever made the file likes. */
const MOST_RSA_BITS = 8192;
const MOST_EXPONENT_BITS = 64;

/** With exponent 1 anybody can sign, with an even one nobody (RFC 8017 §3.1); such a key proves nothing and is no RSA key here. */
function readRsaKey(key: Uint8Array, info: Uint8Array): PublicKey {
  const cursor = openDer(readDer(key, TAG.SEQUENCE));
  const bits = bitsOf(cursor.next(TAG.INTEGER).content);
  const exponent = cursor.next(TAG.INTEGER).content;
  cursor.end();
  const exponentBits = bitsOf(exponent);
  const isOdd = ((exponent.at(-1) ?? 0) & 1) === 1;
  const isUsable = bits <= MOST_RSA_BITS && isOdd && exponentBits > 1 && exponentBits <= MOST_EXPONENT_BITS;
  return isUsable ? { kind: "rsa", bits, info } : { kind: "other", algorithm: OID.RSA };
}

/** Of the content of an INTEGER that is not negative. */
function bitsOf(integer: Uint8Array): number {
  const first = integer.findIndex((byte) => byte !== 0);
  return first < 0 ? 0 : (integer.length - first) * 8 - (Math.clz32(integer[first] as number) - 24);
}

/** SubjectPublicKeyInfo (RFC 5280 §4.1.2.7): SM2 keys as points, other keys only so far as to say what they are. */
import { OID } from "../der/oid.ts";
import { type DerElement, openDer, readDer, TAG } from "../der/reader.ts";
import { bitStringBytes, demandTag, objectIdentifier } from "../der/values.ts";

export type PublicKey =
  /** `point`: `04 ‖ x ‖ y`; whether it lies on the curve is asked where it is used. */
  | { readonly kind: "sm2"; readonly point: Uint8Array }
  | { readonly kind: "rsa"; readonly bits: number }
  | { readonly kind: "other"; readonly algorithm: string };

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
  if (type === OID.RSA) return { kind: "rsa", bits: modulusBits(key) };
  const isNamedCurve = type === OID.EC_PUBLIC_KEY && parameters?.tag === TAG.OBJECT_IDENTIFIER;
  if (!isNamedCurve) return { kind: "other", algorithm: type };
  const curve = objectIdentifier(parameters);
  return curve === OID.SM2_CURVE ? { kind: "sm2", point: key } : { kind: "other", algorithm: curve };
}

function modulusBits(key: Uint8Array): number {
  const modulus = openDer(readDer(key, TAG.SEQUENCE)).next(TAG.INTEGER).content;
  const first = modulus.findIndex((byte) => byte !== 0);
  return first < 0 ? 0 : (modulus.length - first) * 8 - (Math.clz32(modulus[first] as number) - 24);
}

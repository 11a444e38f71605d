/** Keys of every kind that a certificate may hold, and how each signs. RSA and NIST keys are Node's own and new in every run. */
import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { bitString, type Der, element, oid, sequence } from "./der-writer.ts";
import { type Sm2Key, signSm2With } from "./sm2-key.ts";

export interface PlatformKey {
  readonly kind: "rsa" | "ecdsa";
  readonly privateKey: KeyObject;
  /** DER SubjectPublicKeyInfo. */
  readonly publicKey: Uint8Array;
}

export type FactoryKey = Sm2Key | PlatformKey;
export type FactoryHash = "sha1" | "sha256" | "sha384" | "sha512";

const made = new Map<string, PlatformKey>();

/** The same key for the same label within a run. */
export function rsaKey(label: string, bits = 2048): PlatformKey {
  return remembered(`rsa ${bits} ${label}`, () =>
    platformKey("rsa", generateKeyPairSync("rsa", { modulusLength: bits })),
  );
}

export function ecdsaKey(label: string, namedCurve = "P-256"): PlatformKey {
  return remembered(`${namedCurve} ${label}`, () => platformKey("ecdsa", generateKeyPairSync("ec", { namedCurve })));
}

function remembered(label: string, make: () => PlatformKey): PlatformKey {
  const key = made.get(label) ?? make();
  made.set(label, key);
  return key;
}

function platformKey(kind: PlatformKey["kind"], pair: { publicKey: KeyObject; privateKey: KeyObject }): PlatformKey {
  const publicKey = new Uint8Array(pair.publicKey.export({ format: "der", type: "spki" }));
  return { kind, privateKey: pair.privateKey, publicKey };
}

/** DER for SM2 and ECDSA, the plain value for RSA. */
export function signWith(key: FactoryKey, message: Uint8Array, hash: FactoryHash = "sha256"): Uint8Array {
  return "secret" in key ? signSm2With(key, message) : new Uint8Array(sign(hash, message, key.privateKey));
}

export function publicKeyInfo(key: FactoryKey): Der {
  if (!("secret" in key)) return key.publicKey;
  return sequence(sequence(oid("1.2.840.10045.2.1"), oid("1.2.156.10197.1.301")), bitString(key.publicKey));
}

const RSA_NUMBERS = { sha1: 5, sha256: 11, sha384: 12, sha512: 13 };
const ECDSA_NUMBERS = { sha1: "1", sha256: "3.2", sha384: "3.3", sha512: "3.4" };

/** AlgorithmIdentifier of certificates, lists and CMS signatures by this key. */
export function algorithmOf(key: FactoryKey, hash: FactoryHash = "sha256"): Der {
  if ("secret" in key) return sequence(oid("1.2.156.10197.1.501"));
  if (key.kind === "ecdsa") return sequence(oid(`1.2.840.10045.4.${ECDSA_NUMBERS[hash]}`));
  return sequence(oid(`1.2.840.113549.1.1.${RSA_NUMBERS[hash]}`), element(0x05));
}

/** Signature algorithms: what an AlgorithmIdentifier says (RFC 4055, RFC 5758, GB/T 33560-2017) and the key it needs. */
import { OID } from "../der/oid.ts";
import { DerRefusal, openDer, readDer, TAG, unwrapDer } from "../der/reader.ts";
import { objectIdentifier, smallInteger } from "../der/values.ts";
import { type HashName, hashNamed } from "./hash.ts";
import type { PlatformHash } from "./platform.ts";

export type SignatureScheme =
  | { readonly kind: "sm2" }
  | { readonly kind: "rsa"; readonly hash: PlatformHash; readonly padding: "pkcs1" }
  | { readonly kind: "rsa"; readonly hash: PlatformHash; readonly padding: "pss"; readonly saltLength: number }
  | { readonly kind: "ecdsa"; readonly hash: PlatformHash };

export interface AlgorithmIdentifier {
  readonly id: string;
  /** DER of the parameters; absent when there are none. */
  readonly parameters?: Uint8Array;
}

const WITH_HASH: ReadonlyMap<string, SignatureScheme> = new Map<string, SignatureScheme>([
  [OID.SM3_WITH_SM2, { kind: "sm2" }],
  ["1.2.840.113549.1.1.5", { kind: "rsa", hash: "sha1", padding: "pkcs1" }],
  ["1.2.840.113549.1.1.11", { kind: "rsa", hash: "sha256", padding: "pkcs1" }],
  ["1.2.840.113549.1.1.12", { kind: "rsa", hash: "sha384", padding: "pkcs1" }],
  ["1.2.840.113549.1.1.13", { kind: "rsa", hash: "sha512", padding: "pkcs1" }],
  ["1.2.840.10045.4.1", { kind: "ecdsa", hash: "sha1" }],
  ["1.2.840.10045.4.3.2", { kind: "ecdsa", hash: "sha256" }],
  ["1.2.840.10045.4.3.3", { kind: "ecdsa", hash: "sha384" }],
  ["1.2.840.10045.4.3.4", { kind: "ecdsa", hash: "sha512" }],
]);

/** Undefined when the algorithm is not one of ours. Certificates and lists name the hash with the algorithm. */
export function schemeOf({ id, parameters }: AlgorithmIdentifier): SignatureScheme | undefined {
  return id === OID.RSA_PSS ? pssScheme(parameters) : WITH_HASH.get(id);
}

/**
 * The scheme of a signed message, where the hash may be named apart: SES_Signature.signatureAlgID,
 * SignerInfo.digestEncryptionAlgorithm (GB/T 35275-2017 §9.2, RFC 5652 §5.3).
 */
export function messageScheme(algorithm: AlgorithmIdentifier, hash: HashName | undefined): SignatureScheme | undefined {
  if (algorithm.id === OID.SM2_SIGN) return { kind: "sm2" };
  const isPlainRsa = algorithm.id === OID.RSA;
  const isPlainEcdsa = algorithm.id === OID.EC_PUBLIC_KEY;
  if (!isPlainRsa && !isPlainEcdsa) return schemeOf(algorithm);
  if (hash === undefined || hash === "sm3" || hash === "md5") return undefined;
  return isPlainRsa ? { kind: "rsa", hash, padding: "pkcs1" } : { kind: "ecdsa", hash };
}

/** RSASSA-PSS-params (RFC 4055 §3.1): MGF1 must use the same hash. */
function pssScheme(parameters: Uint8Array | undefined): SignatureScheme | undefined {
  try {
    const cursor = openDer(readDer(parameters ?? Uint8Array.of(TAG.SEQUENCE, 0), TAG.SEQUENCE));
    const hashField = cursor.optional(0xa0);
    const maskField = cursor.optional(0xa1);
    const saltField = cursor.optional(0xa2);
    const hash = hashField ? hashIn(unwrapDer(hashField)) : "sha1";
    const mask = maskField ? maskHash(unwrapDer(maskField)) : "sha1";
    if (hash === undefined || hash !== mask || hash === "sm3" || hash === "md5") return undefined;
    return { kind: "rsa", hash, padding: "pss", saltLength: saltField ? smallInteger(unwrapDer(saltField)) : 20 };
  } catch (error) {
    if (error instanceof DerRefusal) return undefined;
    throw error;
  }
}

type Element = Parameters<typeof openDer>[0];

function hashIn(algorithm: Element): HashName | undefined {
  return hashNamed(objectIdentifier(openDer(algorithm).next()));
}

function maskHash(algorithm: Element): HashName | undefined {
  const cursor = openDer(algorithm);
  return objectIdentifier(cursor.next()) === OID.MGF1 ? hashIn(cursor.next(TAG.SEQUENCE)) : undefined;
}

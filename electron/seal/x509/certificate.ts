/** X.509 certificates (RFC 5280 §4.1, GB/T 20518-2018) as the facts that the checks need, with the signed bytes kept raw. */
import { isSameBytes } from "../bytes.ts";
import { type DerElement, DerRefusal, openDer, readDer, refuseDer, TAG, unwrapDer } from "../der/reader.ts";
import { derTime } from "../der/time.ts";
import { bitStringBytes, demandTag, objectIdentifier, smallInteger } from "../der/values.ts";
import { toHex } from "../hex.ts";
import { sm3 } from "../sm3.ts";
import { type CertificateExtensions, interpretExtensions, readExtensions } from "./extensions.ts";
import { type DistinguishedName, readName } from "./name.ts";
import { type PublicKey, readPublicKey } from "./public-key.ts";

export interface SignedBytes {
  /** Lower-case hexadecimal SM3 of the whole DER certificate or list. */
  readonly fingerprint: string;
  /** The bytes under the signature. */
  readonly tbs: Uint8Array;
  /** Object identifier of the signature algorithm. */
  readonly algorithm: string;
  /** DER of its parameters; absent when there are none. */
  readonly parameters?: Uint8Array;
  readonly signature: Uint8Array;
}

export interface Certificate extends SignedBytes {
  readonly der: Uint8Array;
  /** Content octets of the INTEGER. */
  readonly serialNumber: Uint8Array;
  readonly issuer: DistinguishedName;
  readonly subject: DistinguishedName;
  /** Epoch milliseconds, both included. */
  readonly notBefore: number;
  readonly notAfter: number;
  readonly publicKey: PublicKey;
  readonly extensions: CertificateExtensions;
}

/** @throws {DerRefusal} */
export function readCertificate(der: Uint8Array): Certificate {
  const outer = openDer(readDer(der, TAG.SEQUENCE));
  const tbs = outer.next(TAG.SEQUENCE);
  const algorithm = outer.next(TAG.SEQUENCE);
  const signature = bitStringBytes(outer.next());
  outer.end();
  const cursor = openDer(tbs);
  const version = cursor.optional(0xa0);
  if (version && smallInteger(unwrapDer(version)) > 2) refuseDer("unknown certificate version");
  const serialNumber = cursor.next(TAG.INTEGER).content;
  if (serialNumber.length === 0) refuseDer("empty serial number");
  // RFC 5280 §4.1.1.2: inside and outside must name the same algorithm.
  if (!isSameBytes(cursor.next().raw, algorithm.raw)) refuseDer("two different signature algorithms");
  const issuer = readName(cursor.next());
  const validity = cursor.next(TAG.SEQUENCE);
  const subject = readName(cursor.next());
  const publicKey = readPublicKey(cursor.next());
  cursor.optional(0x81);
  cursor.optional(0x82);
  const extensions = cursor.optional(0xa3);
  cursor.end();
  return {
    der,
    fingerprint: toHex(sm3(der)),
    tbs: tbs.raw,
    ...readAlgorithm(algorithm),
    signature,
    serialNumber,
    issuer,
    subject,
    ...readValidity(validity),
    publicKey,
    extensions: interpretExtensions(extensions ? readExtensions(unwrapDer(extensions)) : []),
  };
}

/** An AlgorithmIdentifier (RFC 5280 §4.1.1.2). @throws {DerRefusal} */
export function readAlgorithm(element: DerElement): Pick<SignedBytes, "algorithm" | "parameters"> {
  demandTag(element, TAG.SEQUENCE);
  const cursor = openDer(element);
  const algorithm = objectIdentifier(cursor.next());
  const parameters = cursor.peek() === undefined ? undefined : cursor.next().raw;
  cursor.end();
  return { algorithm, ...(parameters && { parameters }) };
}

function readValidity(validity: DerElement): { notBefore: number; notAfter: number } {
  demandTag(validity, TAG.SEQUENCE);
  const cursor = openDer(validity);
  const notBefore = derTime(cursor.next());
  const notAfter = derTime(cursor.next());
  cursor.end();
  return { notBefore, notAfter };
}

/** The certificate, or why it is none. */
export function tryReadCertificate(der: Uint8Array): Certificate | string {
  try {
    return readCertificate(der);
  } catch (error) {
    if (error instanceof DerRefusal) return error.message;
    throw error;
  }
}

export function isSelfIssued(certificate: Certificate): boolean {
  return certificate.subject.key === certificate.issuer.key;
}

export function isValidAt(certificate: Certificate, instant: number): boolean {
  return certificate.notBefore <= instant && instant <= certificate.notAfter;
}

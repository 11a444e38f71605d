/**
 * SES_Signature of GB/T 38540-2020 §7 and GM/T 0031-2025: the signer signs the bytes of TBS_Sign, which holds the whole
 * seal and the digest of Signature.xml. The signer's certificate stands outside; the seal's signer list binds it.
 */
import { type DerElement, openDer, TAG, unwrapDer } from "../der/reader.ts";
import { derText } from "../der/text.ts";
import { derTime } from "../der/time.ts";
import { bitStringBytes, objectIdentifier, octets, smallInteger } from "../der/values.ts";
import { criticalExtensions } from "./extensions.ts";

export interface SesSignature {
  /** TBS_Sign as stored: the bytes under the signer's signature. */
  readonly tbs: Uint8Array;
  /** SESeal, still to be read: a broken seal is another fault than a broken signature. */
  readonly seal: DerElement;
  /** TBS_Sign.timeInfo, epoch milliseconds: a claim of the signer. Absent when it cannot be read (first edition only). */
  readonly signedAt?: number;
  /** Digest of Signature.xml as stored, or of the signed part of a PDF. */
  readonly dataHash: Uint8Array;
  readonly propertyInfo: string;
  readonly criticalExtensions: readonly string[];
  /** DER; empty when the signer left it out. */
  readonly signerCertificate: Uint8Array;
  readonly algorithm: string;
  readonly signature: Uint8Array;
  /** Content of the timestamp over the signature value. */
  readonly timestamp?: Uint8Array;
}

/** @throws {DerRefusal} */
export function readSesSignature(element: DerElement): SesSignature {
  const cursor = openDer(element);
  const tbs = cursor.next(TAG.SEQUENCE);
  const signerCertificate = octets(cursor.next());
  const algorithm = objectIdentifier(cursor.next());
  const signature = bitStringBytes(cursor.next());
  const wrapped = cursor.optional(0xa0);
  cursor.end();
  const timestamp = wrapped && bitStringBytes(unwrapDer(wrapped));
  return {
    tbs: tbs.raw,
    ...readToBeSigned(tbs),
    signerCertificate,
    algorithm,
    signature,
    ...(timestamp && { timestamp }),
  };
}

type ToBeSigned = Pick<SesSignature, "seal" | "signedAt" | "dataHash" | "propertyInfo" | "criticalExtensions">;

function readToBeSigned(tbs: DerElement): ToBeSigned {
  const cursor = openDer(tbs);
  // Real files put any version here; the seal's header tells the standard.
  smallInteger(cursor.next());
  const seal = cursor.next(TAG.SEQUENCE);
  const signedAt = derTime(cursor.next());
  const dataHash = bitStringBytes(cursor.next());
  const propertyInfo = derText(cursor.next());
  const extensions = cursor.optional(0xa0);
  cursor.end();
  return {
    seal,
    signedAt,
    dataHash,
    propertyInfo,
    criticalExtensions: criticalExtensions(extensions && unwrapDer(extensions)),
  };
}

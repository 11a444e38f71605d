/**
 * The first edition of electronic seals, GM/T 0031-2014: the signer's certificate stands inside TBS_Sign, and the maker signs the
 * seal's contents together with its own certificate. Real files differ in small things; each is read as what it can only mean.
 */

import { readTimestampToken } from "../cms/timestamp-token.ts";
import { element } from "../der/ber.ts";
import { type DerElement, DerRefusal, derChildren, openDer, readDer, refuseDer, TAG } from "../der/reader.ts";
import { derText } from "../der/text.ts";
import { derTime } from "../der/time.ts";
import { demandTag, objectIdentifier, octets, smallInteger } from "../der/values.ts";
import { readSealInfo, type SesSeal } from "./seal.ts";
import type { SesSignature } from "./signature.ts";
import { readTextTime } from "./text-time.ts";

/** SES_Signature ::= SEQUENCE { toSign TBS_Sign, signature BIT STRING }. @throws {DerRefusal} */
export function readFirstSignature(outer: DerElement): SesSignature {
  const top = openDer(outer);
  const tbs = top.next(TAG.SEQUENCE);
  const signature = stringBytes(top.next());
  top.end();
  const cursor = openDer(tbs);
  smallInteger(cursor.next());
  const seal = unwrapString(cursor.next());
  const signedAt = readTimeInfo(cursor.next());
  const dataHash = stringBytes(cursor.next());
  const propertyInfo = derText(cursor.next());
  const signerCertificate = octets(cursor.next());
  const algorithm = objectIdentifier(cursor.next());
  cursor.end();
  return {
    tbs: tbs.raw,
    seal,
    ...(signedAt !== undefined && { signedAt }),
    dataHash,
    propertyInfo,
    criticalExtensions: [],
    signerCertificate,
    algorithm,
    signature,
  };
}

/** SESeal ::= SEQUENCE { esealInfo SES_SealInfo, signInfo SES_SignInfo }. @throws {DerRefusal} */
export function readFirstSeal(seal: DerElement): SesSeal {
  demandTag(seal, TAG.SEQUENCE);
  const cursor = openDer(seal);
  const info = cursor.next(TAG.SEQUENCE);
  const signInfo = openDer(unwrapString(cursor.next()));
  cursor.end();
  const certificate = signInfo.next(TAG.OCTET_STRING);
  const algorithm = signInfo.next(TAG.OBJECT_IDENTIFIER);
  const signature = stringBytes(signInfo.next());
  signInfo.end();
  return {
    raw: seal.raw,
    // SEQUENCE { SES_SealInfo, cert, signatureAlgorithm }: only its header is written here, the parts are those of the file.
    tbs: element(TAG.SEQUENCE, info.raw, certificate.raw, algorithm.raw),
    ...readSealInfo(info, "first"),
    makerCertificate: certificate.content,
    algorithm: objectIdentifier(algorithm),
    signature,
  };
}

/** Some makers put a whole structure into a BIT STRING or an OCTET STRING. */
function unwrapString(wrapped: DerElement): DerElement {
  return wrapped.tag === TAG.SEQUENCE ? wrapped : readDer(stringBytes(wrapped), TAG.SEQUENCE);
}

function stringBytes(string: DerElement): Uint8Array {
  if (string.tag === TAG.OCTET_STRING) return string.content;
  demandTag(string, TAG.BIT_STRING);
  return string.content[0] === 0 ? string.content.subarray(1) : refuseDer("bit string of broken bytes");
}

/**
 * timeInfo holds a text, a time of ASN.1 or a timestamp token, in a BIT STRING whose count of unused bits is wrong in real
 * files; the bytes are whole all the same. Undefined when it is none of these: then nobody says when it was signed.
 */
function readTimeInfo(info: DerElement): number | undefined {
  if (info.tag === TAG.UTC_TIME || info.tag === TAG.GENERALIZED_TIME) return derTime(info);
  if (info.tag !== TAG.BIT_STRING && info.tag !== TAG.OCTET_STRING) return readTextTime(derText(info));
  const bytes = info.tag === TAG.BIT_STRING ? info.content.subarray(1) : info.content;
  return tryTime(bytes) ?? readTextTime(String.fromCharCode(...bytes.subarray(0, 40)));
}

function tryTime(bytes: Uint8Array): number | undefined {
  try {
    return bytes[0] === TAG.SEQUENCE ? readTimestampToken(bytes).generatedAt : derTime(readDer(bytes));
  } catch (error) {
    if (error instanceof DerRefusal) return undefined;
    throw error;
  }
}

/** Two elements, a structure and a string, are the first edition; the fourth and fifth have four or five. */
export function isFirstEdition(outer: DerElement): boolean {
  const [first, second, ...more] = derChildren(outer).map(({ tag }) => tag);
  return first === TAG.SEQUENCE && (second === TAG.BIT_STRING || second === TAG.OCTET_STRING) && more.length === 0;
}

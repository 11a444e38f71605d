/**
 * SignedData with one signer: GB/T 35275-2017 §8 (SM2, own object identifiers) and RFC 5652 §5 (RSA, ECDSA, timestamps) have
 * the same layout. Told apart by their identifiers, never by what surrounds them.
 */
import { isIndefinite, toDefiniteLength } from "../der/ber.ts";
import { OID } from "../der/oid.ts";
import { type DerElement, derChildren, openDer, readDer, refuseDer, TAG, unwrapDer } from "../der/reader.ts";
import { demandTag, objectIdentifier, octets, smallInteger } from "../der/values.ts";
import { readSignerInfo, type SignerInfo } from "./signer-info.ts";

export interface SignedData {
  readonly standard: "GB/T 35275-2017" | "RFC 5652";
  /** Object identifier of what is signed. */
  readonly contentType: string;
  /** What is signed, when it is inside; absent for a detached signature. */
  readonly content?: Uint8Array;
  /** DER of the certificates that came along, in their order. */
  readonly certificates: readonly Uint8Array[];
  readonly signer: SignerInfo;
}

const STANDARDS: ReadonlyMap<string, SignedData["standard"]> = new Map([
  [OID.GM_SIGNED_DATA, "GB/T 35275-2017"],
  [OID.CMS_SIGNED_DATA, "RFC 5652"],
]);

const MOST_CERTIFICATES = 64;

/** A ContentInfo with SignedData in DER, or in BER of indefinite length. @throws {DerRefusal} */
export function readSignedData(bytes: Uint8Array): SignedData {
  const outer = openDer(readDer(isIndefinite(bytes) ? toDefiniteLength(bytes) : bytes, TAG.SEQUENCE));
  const type = objectIdentifier(outer.next());
  const standard = STANDARDS.get(type) ?? refuseDer(`content type ${type}`);
  const body = unwrapDer(outer.next(0xa0), TAG.SEQUENCE);
  outer.end();
  const cursor = openDer(body);
  smallInteger(cursor.next());
  demandTag(cursor.next(), TAG.SET);
  const { contentType, content } = readContent(cursor.next(TAG.SEQUENCE));
  const certificates = cursor.optional(0xa0);
  // Lists that come along are not used: revocation rests on lists that the station fetched itself.
  cursor.optional(0xa1);
  const signers = derChildren(cursor.next(TAG.SET));
  cursor.end();
  const [signer, ...others] = signers;
  if (!signer || others.length > 0) refuseDer(`${signers.length} signers`);
  const info = readSignerInfo(signer);
  if (info.attributes && info.attributes.contentType !== contentType) refuseDer("another content type was signed");
  return {
    standard,
    contentType,
    ...(content && { content }),
    certificates: certificates ? readCertificates(certificates) : [],
    signer: info,
  };
}

function readContent(element: DerElement): { contentType: string; content?: Uint8Array } {
  const cursor = openDer(element);
  const contentType = objectIdentifier(cursor.next());
  const wrapped = cursor.optional(0xa0);
  cursor.end();
  return wrapped ? { contentType, content: octets(unwrapDer(wrapped)) } : { contentType };
}

/** Certificates of other kinds than X.509 are left out; nothing here could use them. */
function readCertificates(set: DerElement): readonly Uint8Array[] {
  const all = derChildren(set).filter(({ tag }) => tag === TAG.SEQUENCE);
  return all.length <= MOST_CERTIFICATES ? all.map(({ raw }) => raw) : refuseDer("too many certificates");
}

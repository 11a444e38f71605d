/** SignerInfo (GB/T 35275-2017 §9.2, RFC 5652 §5.3): who signed, how, which attributes are under the signature, what stands beside it. */
import { element } from "../der/ber.ts";
import { OID } from "../der/oid.ts";
import { type DerElement, derChildren, openDer, readDer, refuseDer, TAG } from "../der/reader.ts";
import { derTime } from "../der/time.ts";
import { demandTag, objectIdentifier, octets, smallInteger } from "../der/values.ts";
import type { AlgorithmIdentifier } from "../signatures/scheme.ts";
import { readAlgorithm } from "../x509/certificate.ts";
import { readName } from "../x509/name.ts";

/** How the signer's certificate is named. */
export type SignerName =
  | { readonly kind: "serial"; readonly issuer: string; readonly serialNumber: Uint8Array }
  | { readonly kind: "key"; readonly subjectKeyId: Uint8Array };

export interface SignedAttributes {
  /** The attributes as a SET, the bytes under the signature (RFC 5652 §5.4). */
  readonly der: Uint8Array;
  readonly contentType: string;
  readonly messageDigest: Uint8Array;
  /** Epoch milliseconds: a claim of the signer. */
  readonly signingTime?: number;
  /** signingCertificate (RFC 2634) or its second form (RFC 5035): digest of the signer's certificate. */
  readonly certificateDigest?: { readonly algorithm: string; readonly value: Uint8Array };
}

export interface SignerInfo {
  readonly name: SignerName;
  readonly digestAlgorithm: string;
  readonly algorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
  readonly attributes?: SignedAttributes;
  /** A timestamp over the signature value, as it stands. */
  readonly timestamp?: Uint8Array;
}

/** @throws {DerRefusal} */
export function readSignerInfo(info: DerElement): SignerInfo {
  demandTag(info, TAG.SEQUENCE);
  const cursor = openDer(info);
  smallInteger(cursor.next());
  const name = readSignerName(cursor.next());
  const digestAlgorithm = readAlgorithm(cursor.next()).algorithm;
  const signed = cursor.optional(0xa0);
  const { algorithm: id, parameters } = readAlgorithm(cursor.next());
  const signature = octets(cursor.next());
  const unsigned = cursor.optional(0xa1);
  cursor.end();
  const timestamp = unsigned && attributeValue(readAttributes(unsigned), OID.SIGNATURE_TIMESTAMP);
  return {
    name,
    digestAlgorithm,
    algorithm: { id, ...(parameters && { parameters }) },
    signature,
    ...(signed && { attributes: readSignedAttributes(signed) }),
    ...(timestamp && { timestamp: timestamp.raw }),
  };
}

function readSignerName(element: DerElement): SignerName {
  if (element.tag === 0x80) return { kind: "key", subjectKeyId: element.content };
  demandTag(element, TAG.SEQUENCE);
  const cursor = openDer(element);
  const issuer = readName(cursor.next()).key;
  const serialNumber = cursor.next(TAG.INTEGER).content;
  cursor.end();
  return { kind: "serial", issuer, serialNumber };
}

type Attributes = ReadonlyMap<string, readonly DerElement[]>;

/** By type; each type at most once. */
function readAttributes(set: DerElement): Attributes {
  const attributes = new Map<string, readonly DerElement[]>();
  for (const attribute of derChildren(set)) {
    demandTag(attribute, TAG.SEQUENCE);
    const cursor = openDer(attribute);
    const type = objectIdentifier(cursor.next());
    const values = derChildren(cursor.next(TAG.SET));
    cursor.end();
    if (attributes.has(type)) refuseDer(`attribute ${type} twice`);
    attributes.set(type, values);
  }
  return attributes;
}

/** The one value of an attribute. */
function attributeValue(attributes: Attributes, type: string): DerElement | undefined {
  const values = attributes.get(type);
  if (!values) return undefined;
  const [value, ...others] = values;
  return value && others.length === 0 ? value : refuseDer(`attribute ${type} with ${values.length} values`);
}

function readSignedAttributes(signed: DerElement): SignedAttributes {
  const attributes = readAttributes(signed);
  const contentType = attributeValue(attributes, OID.CONTENT_TYPE) ?? refuseDer("no content type attribute");
  const messageDigest = attributeValue(attributes, OID.MESSAGE_DIGEST) ?? refuseDer("no message digest attribute");
  const signingTime = attributeValue(attributes, OID.SIGNING_TIME);
  const first = attributeValue(attributes, OID.SIGNING_CERTIFICATE);
  const second = attributeValue(attributes, OID.SIGNING_CERTIFICATE_V2);
  const certificateDigest = second ? digestIn(second, OID.SHA256) : first && digestIn(first, OID.SHA1);
  return {
    der: element(TAG.SET, signed.content),
    contentType: objectIdentifier(contentType),
    messageDigest: octets(messageDigest),
    ...(signingTime && { signingTime: derTime(signingTime) }),
    ...(certificateDigest && { certificateDigest }),
  };
}

/** SigningCertificate ::= SEQUENCE { certs SEQUENCE OF ESSCertID, … }; the first one is the signer's. */
function digestIn(value: DerElement, usual: string): { algorithm: string; value: Uint8Array } {
  demandTag(value, TAG.SEQUENCE);
  const first = openDer(openDer(value).next(TAG.SEQUENCE)).next(TAG.SEQUENCE);
  const cursor = openDer(readDer(first.raw));
  const named = cursor.optional(TAG.SEQUENCE);
  return { algorithm: named ? readAlgorithm(named).algorithm : usual, value: octets(cursor.next()) };
}

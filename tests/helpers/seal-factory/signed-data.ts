/** Makes SignedData (GB/T 35275-2017 with SM2, RFC 5652 with RSA or ECDSA) and timestamps (RFC 3161, GB/T 20520-2006). */
import { createHash } from "node:crypto";
import type { Party } from "./certificate.ts";
import {
  concat,
  type Der,
  element,
  generalizedTime,
  integer,
  octetString,
  oid,
  sequence,
  set,
  tagged,
} from "./der-writer.ts";
import { algorithmOf, type FactoryHash, signWith } from "./key.ts";

export type DigestName = FactoryHash | "sm3";

const DIGESTS: Readonly<Record<DigestName, string>> = {
  sm3: "1.2.156.10197.1.401",
  sha1: "1.3.14.3.2.26",
  sha256: "2.16.840.1.101.3.4.2.1",
  sha384: "2.16.840.1.101.3.4.2.2",
  sha512: "2.16.840.1.101.3.4.2.3",
};
const TIMESTAMP_INFO = "1.2.840.113549.1.9.16.1.4";
const ATTRIBUTE = "1.2.840.113549.1.9";

export interface SignedDataOptions {
  readonly signer: Party;
  /** Stands inside; absent for a detached signature. */
  readonly content?: Uint8Array;
  /** What a detached signature is over. */
  readonly detached?: Uint8Array;
  /** Without attributes the signature is over the content itself. */
  readonly withAttributes?: boolean;
  readonly messageDigest?: Uint8Array;
  readonly signingTime?: number;
  readonly digest?: DigestName;
  readonly certificates?: readonly Uint8Array[];
  readonly contentType?: string;
  /** Further signed attributes. */
  readonly attributes?: readonly Der[];
  /** Makes a timestamp over the signature value, put beside it. */
  readonly stamp?: (signature: Uint8Array) => Uint8Array;
  /** Signs as another than the certificate says. */
  readonly signingParty?: Party;
  readonly algorithm?: Der;
  /** How many SignerInfos stand inside; one when absent. */
  readonly copies?: number;
}

export function digestOf(name: DigestName, bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash(name).update(bytes).digest());
}

/** ContentInfo, DER; object identifiers of GB/T 35275 for an SM2 signer. */
export function makeSignedData(options: SignedDataOptions): Der {
  const { signer, content, detached = new Uint8Array() } = options;
  const isSm2 = "secret" in signer.key;
  const digest = options.digest ?? (isSm2 ? "sm3" : "sha256");
  const contentType = options.contentType ?? (isSm2 ? "1.2.156.10197.6.1.4.2.1" : "1.2.840.113549.1.7.1");
  const algorithm = sequence(oid(DIGESTS[digest]), element(0x05));
  const info = signerInfo(options, { digest, contentType, digestAlgorithm: algorithm, message: content ?? detached });
  const body = sequence(
    integer(1),
    set(algorithm),
    sequence(oid(contentType), ...(content ? [tagged(0, octetString(content))] : [])),
    tagged(0, ...(options.certificates ?? [signer.certificate])),
    set(...Array.from({ length: options.copies ?? 1 }, () => info)),
  );
  return sequence(oid(isSm2 ? "1.2.156.10197.6.1.4.2.2" : "1.2.840.113549.1.7.2"), tagged(0, body));
}

interface Signing {
  readonly digest: DigestName;
  readonly contentType: string;
  readonly digestAlgorithm: Der;
  readonly message: Uint8Array;
}

function signerInfo(options: SignedDataOptions, { digest, contentType, digestAlgorithm, message }: Signing): Der {
  const { signer, withAttributes = true, signingParty = signer } = options;
  const attributes = concat(
    attribute(`${ATTRIBUTE}.3`, oid(contentType)),
    attribute(`${ATTRIBUTE}.4`, octetString(options.messageDigest ?? digestOf(digest, message))),
    ...(options.signingTime === undefined ? [] : [attribute(`${ATTRIBUTE}.5`, generalizedTime(options.signingTime))]),
    ...(options.attributes ?? []),
  );
  const hash = digest === "sm3" ? "sha256" : digest;
  const signature = signWith(signingParty.key, withAttributes ? set(attributes) : message, hash);
  const stamp = options.stamp?.(signature);
  return sequence(
    integer(1),
    sequence(signer.issuer, integer(signer.serial)),
    digestAlgorithm,
    ...(withAttributes ? [tagged(0, attributes)] : []),
    options.algorithm ?? algorithmOf(signer.key, hash),
    octetString(signature),
    ...(stamp ? [tagged(1, attribute(`${ATTRIBUTE}.16.2.14`, stamp))] : []),
  );
}

export function attribute(type: string, value: Der): Der {
  return sequence(oid(type), set(value));
}

export interface TimestampOptions extends Partial<SignedDataOptions> {
  readonly authority: Party;
  readonly stamped: Uint8Array;
  readonly at: number;
  readonly imprint?: DigestName;
  /** DER after the time: accuracy, nonce, extensions and the like. */
  readonly more?: readonly Der[];
}

/** A timestamp token. */
export function makeTimestamp({ authority, stamped, at, imprint, more = [], ...options }: TimestampOptions): Der {
  const name = imprint ?? ("secret" in authority.key ? "sm3" : "sha256");
  const info = sequence(
    integer(1),
    oid("1.2.156.10197.1.999"),
    sequence(sequence(oid(DIGESTS[name])), octetString(digestOf(name, stamped))),
    integer(4711),
    generalizedTime(at),
    ...more,
  );
  return makeSignedData({ signer: authority, content: info, contentType: TIMESTAMP_INFO, signingTime: at, ...options });
}

/** A granted TimeStampResp around a token. */
export function timestampResponse(token: Der): Der {
  return sequence(sequence(integer(0)), token);
}

/** The same contents in BER: every SEQUENCE and SET, and every EXPLICIT tag, of indefinite length. */
export function toIndefinite(der: Uint8Array): Uint8Array {
  const { tag, content } = firstElement(der);
  if ((tag & 0x20) === 0) return der;
  const parts: Uint8Array[] = [Uint8Array.of(tag, 0x80)];
  for (let rest = content; rest.length > 0; ) {
    const child = firstElement(rest);
    parts.push(toIndefinite(rest.subarray(0, child.length)));
    rest = rest.subarray(child.length);
  }
  return concat(...parts, Uint8Array.of(0, 0));
}

function firstElement(bytes: Uint8Array): { tag: number; content: Uint8Array; length: number } {
  const [tag = 0, first = 0] = bytes;
  const count = first < 0x80 ? 0 : first & 0x7f;
  const size = count === 0 ? first : bytes.subarray(2, 2 + count).reduce((total, byte) => total * 256 + byte, 0);
  const start = 2 + count;
  return { tag, content: bytes.subarray(start, start + size), length: start + size };
}

/** Issues X.509 certificates and revocation lists, with SM2 unless a key says otherwise (GB/T 20518-2018, RFC 5280). */
import { createHash } from "node:crypto";
import {
  bitFlags,
  bitString,
  boolean,
  certificateTime,
  concat,
  type Der,
  element,
  enumerated,
  generalizedTime,
  ia5String,
  integer,
  octetString,
  oid,
  printableString,
  sequence,
  set,
  tagged,
  utf8String,
} from "./der-writer.ts";
import { algorithmOf, type FactoryHash, type FactoryKey, publicKeyInfo, signWith } from "./key.ts";
import { keyFor } from "./sm2-key.ts";

const DAY_MS = 86_400_000;

/** Bits of KeyUsage. */
export const USAGE = {
  digitalSignature: 0,
  nonRepudiation: 1,
  keyEncipherment: 2,
  dataEncipherment: 3,
  keyAgreement: 4,
  keyCertSign: 5,
  crlSign: 6,
} as const;

export interface Party {
  readonly key: FactoryKey;
  /** DER. */
  readonly certificate: Uint8Array;
  readonly subject: Der;
  /** Name of the issuer. */
  readonly issuer: Der;
  readonly serial: bigint;
}

export interface CertificateOptions {
  readonly commonName: string;
  readonly organization?: string;
  /** The party itself when absent: self-signed. */
  readonly issuer?: Party;
  /** Derived from the common name when absent. */
  readonly key?: FactoryKey;
  readonly serial?: bigint;
  readonly notBefore: number;
  readonly notAfter: number;
  /** Absent: no basicConstraints. */
  readonly isCa?: boolean;
  readonly pathLength?: number;
  /** Absent: no keyUsage. */
  readonly keyUsage?: readonly number[];
  readonly crlAddress?: string;
  /** Further extensions, `[identifier, isCritical, DER value]`. */
  readonly extensions?: readonly (readonly [string, boolean, Uint8Array])[];
  readonly withoutKeyIds?: boolean;
  /** Signs with another key than the issuer's: a forgery. */
  readonly signingKey?: FactoryKey;
  /** Hash of an RSA or ECDSA issuer's signature. */
  readonly hash?: FactoryHash;
  /** Signature algorithm named inside and outside. */
  readonly algorithm?: string;
}

export function nameOf(commonName: string, organization?: string): Der {
  const attribute = (type: string, value: Der) => set(sequence(oid(type), value));
  return sequence(
    attribute("2.5.4.6", printableString("CN")),
    ...(organization === undefined ? [] : [attribute("2.5.4.10", utf8String(organization))]),
    attribute("2.5.4.3", utf8String(commonName)),
  );
}

export function issueCertificate(options: CertificateOptions): Party {
  const key = options.key ?? keyFor(options.commonName);
  const subject = nameOf(options.commonName, options.organization);
  const serial = options.serial ?? serialFor(options.commonName);
  const issuer = options.issuer ?? { key, subject };
  const algorithm = options.algorithm ? sequence(oid(options.algorithm)) : algorithmOf(issuer.key, options.hash);
  const tbs = sequence(
    tagged(0, integer(2)),
    integer(serial),
    algorithm,
    issuer.subject,
    sequence(certificateTime(options.notBefore), certificateTime(options.notAfter)),
    subject,
    publicKeyInfo(key),
    tagged(3, sequence(...extensionsOf(options, key, issuer.key))),
  );
  const signature = signWith(options.signingKey ?? issuer.key, tbs, options.hash);
  return {
    key,
    subject,
    issuer: issuer.subject,
    serial,
    certificate: sequence(tbs, algorithm, bitString(signature)),
  };
}

function extensionsOf(options: CertificateOptions, key: FactoryKey, issuerKey: FactoryKey): readonly Der[] {
  const { isCa, pathLength, keyUsage, crlAddress } = options;
  const extensions: Der[] = [];
  const add = (id: string, isCritical: boolean, value: Uint8Array) =>
    extensions.push(sequence(oid(id), ...(isCritical ? [boolean(true)] : []), octetString(value)));
  if (isCa !== undefined) {
    const length = pathLength === undefined ? [] : [integer(pathLength)];
    add("2.5.29.19", true, sequence(...(isCa ? [boolean(true)] : []), ...length));
  }
  if (keyUsage) add("2.5.29.15", true, bitFlags(keyUsage));
  if (!options.withoutKeyIds) {
    add("2.5.29.14", false, octetString(keyId(key)));
    add("2.5.29.35", false, sequence(element(0x80, keyId(issuerKey))));
  }
  if (crlAddress !== undefined) add("2.5.29.31", false, sequence(sequence(tagged(0, fullName(crlAddress)))));
  for (const [id, isCritical, value] of options.extensions ?? []) add(id, isCritical, value);
  return extensions;
}

const fullName = (address: string) => tagged(0, element(0x86, ia5String(address).subarray(2)));

function keyId(key: FactoryKey): Uint8Array {
  return Uint8Array.from(createHash("sha1").update(key.publicKey).digest());
}

function serialFor(label: string): bigint {
  return BigInt(`0x11${createHash("sha256").update(label).digest("hex").slice(0, 16)}`);
}

export interface RevokedSerial {
  readonly serial: bigint;
  readonly at: number;
  /** CRLReason; no extension when absent. */
  readonly reason?: number;
  readonly invalidSince?: number;
  /** Further entry extensions, `[identifier, isCritical, DER value]`. */
  readonly extensions?: readonly (readonly [string, boolean, Uint8Array])[];
}

export interface CrlOptions {
  readonly issuer: Party;
  readonly thisUpdate: number;
  /** One day later when absent; none at all with null. */
  readonly nextUpdate?: number | null;
  readonly revoked?: readonly RevokedSerial[];
  readonly signingKey?: FactoryKey;
  /** issuingDistributionPoint: the address, and flags by tag number (1 users, 2 CAs, 3 reasons, 4 indirect, 5 attributes). */
  readonly scope?: { readonly address?: string; readonly flags?: readonly number[] };
  readonly extensions?: readonly (readonly [string, boolean, Uint8Array])[];
}

export function issueCrl(options: CrlOptions): Uint8Array {
  const { issuer, thisUpdate, revoked = [], scope } = options;
  const nextUpdate = options.nextUpdate === undefined ? thisUpdate + DAY_MS : options.nextUpdate;
  const algorithm = algorithmOf(issuer.key);
  const extensions = [...(options.extensions ?? [])];
  if (scope) extensions.push(["2.5.29.28", true, scopeValue(scope)]);
  const tbs = sequence(
    integer(1),
    algorithm,
    issuer.subject,
    certificateTime(thisUpdate),
    ...(nextUpdate === null ? [] : [certificateTime(nextUpdate)]),
    ...(revoked.length > 0 ? [sequence(concat(...revoked.map(revokedEntry)))] : []),
    ...(extensions.length > 0 ? [tagged(0, sequence(...extensions.map(extensionDer)))] : []),
  );
  return sequence(tbs, algorithm, bitString(signWith(options.signingKey ?? issuer.key, tbs)));
}

function revokedEntry({ serial, at, reason, invalidSince, extensions: more = [] }: RevokedSerial): Der {
  const extensions = [
    ...more.map(extensionDer),
    ...(reason === undefined ? [] : [sequence(oid("2.5.29.21"), octetString(enumerated(reason)))]),
    ...(invalidSince === undefined ? [] : [sequence(oid("2.5.29.24"), octetString(generalizedTime(invalidSince)))]),
  ];
  return sequence(integer(serial), certificateTime(at), ...(extensions.length > 0 ? [sequence(...extensions)] : []));
}

function extensionDer([id, isCritical, value]: readonly [string, boolean, Uint8Array]): Der {
  return sequence(oid(id), ...(isCritical ? [boolean(true)] : []), octetString(value));
}

function scopeValue({ address, flags = [] }: NonNullable<CrlOptions["scope"]>): Der {
  const isReasons = (flag: number) => flag === 3;
  return sequence(
    ...(address === undefined ? [] : [tagged(0, fullName(address))]),
    ...flags.map((flag) => element(0x80 | flag, isReasons(flag) ? Uint8Array.of(6, 0x40) : Uint8Array.of(0xff))),
  );
}

/**
 * X.509 v3 certificates and version 2 lists over SM2 (GB/T 20518-2018, RFC 5280 §4 and §5): what an operating
 * certification authority of the training province issues.
 */

import {
  bitString,
  boolean,
  certificateTime,
  enumerated,
  explicit,
  implicitPrimitive,
  integer,
  namedBits,
  objectIdentifier,
  octetString,
  printableString,
  sequence,
  setOf,
  utf8String,
} from "./der.ts";
import { OID } from "./object-identifiers.ts";
import { fromHex, keyIdentifier, type Sm2Key, signSm2 } from "./sm2-key.ts";

export interface SubjectName {
  readonly organization: string;
  readonly commonName: string;
}

export type KeyRole = "authority" | "signer" | "time-authority";

export interface Issuer {
  readonly name: SubjectName;
  readonly key: Sm2Key;
}

export interface CertificateRequest {
  readonly serial: Uint8Array;
  readonly subject: SubjectName;
  readonly publicHex: string;
  readonly role: KeyRole;
  /** Authorities only: how many further authorities may follow; absent = no limit stated. */
  readonly pathLength?: number;
  readonly notBefore: number;
  readonly notAfter: number;
}

const SIGNATURE_ALGORITHM = sequence(objectIdentifier(OID.sm2WithSm3));

/** KeyUsage bits of RFC 5280 §4.2.1.3: 0 digitalSignature, 1 nonRepudiation, 5 keyCertSign, 6 cRLSign. */
const KEY_USAGE: Readonly<Record<KeyRole, readonly number[]>> = {
  authority: [5, 6],
  signer: [0, 1],
  "time-authority": [0, 1],
};

function attribute(type: string, value: Uint8Array): Uint8Array {
  return setOf(sequence(objectIdentifier(type), value));
}

export function distinguishedName(name: SubjectName): Uint8Array {
  return sequence(
    attribute(OID.countryName, printableString("CN")),
    attribute(OID.stateOrProvinceName, utf8String("样例省")),
    attribute(OID.localityName, utf8String("样例市")),
    attribute(OID.organizationName, utf8String(name.organization)),
    attribute(OID.commonName, utf8String(name.commonName)),
  );
}

function subjectPublicKeyInfo(publicHex: string): Uint8Array {
  return sequence(
    sequence(objectIdentifier(OID.ecPublicKey), objectIdentifier(OID.sm2Curve)),
    bitString(fromHex(publicHex)),
  );
}

function extension(type: string, value: Uint8Array, critical = false): Uint8Array {
  return sequence(objectIdentifier(type), ...(critical ? [boolean(true)] : []), octetString(value));
}

function authorityKeyExtension(issuer: Issuer): Uint8Array {
  return extension(OID.authorityKeyIdentifier, sequence(implicitPrimitive(0, keyIdentifier(issuer.key.publicHex))));
}

function basicConstraints(request: CertificateRequest): Uint8Array {
  if (request.role !== "authority") return extension(OID.basicConstraints, sequence(), true);
  const limit = request.pathLength === undefined ? [] : [integer(request.pathLength)];
  return extension(OID.basicConstraints, sequence(boolean(true), ...limit), true);
}

/** RFC 3161 §2.3: critical, and nothing but this one. */
function purpose(identifier: string): Uint8Array {
  return extension(OID.extendedKeyUsage, sequence(objectIdentifier(identifier)), true);
}

function signed(toBeSigned: Uint8Array, key: Sm2Key): Uint8Array {
  return sequence(toBeSigned, SIGNATURE_ALGORITHM, bitString(signSm2(key, toBeSigned)));
}

/** DER certificate; a self-signed one when the issuer's name and key are the subject's own. */
export function issueCertificate(request: CertificateRequest, issuer: Issuer): Uint8Array {
  const toBeSigned = sequence(
    explicit(0, integer(2)),
    integer(request.serial),
    SIGNATURE_ALGORITHM,
    distinguishedName(issuer.name),
    sequence(certificateTime(request.notBefore), certificateTime(request.notAfter)),
    distinguishedName(request.subject),
    subjectPublicKeyInfo(request.publicHex),
    explicit(
      3,
      sequence(
        authorityKeyExtension(issuer),
        extension(OID.subjectKeyIdentifier, octetString(keyIdentifier(request.publicHex))),
        extension(OID.keyUsage, namedBits(KEY_USAGE[request.role]), true),
        basicConstraints(request),
        ...(request.role === "time-authority" ? [purpose(OID.timeStamping)] : []),
      ),
    ),
  );
  return signed(toBeSigned, issuer.key);
}

export interface Revocation {
  readonly serial: Uint8Array;
  readonly revokedAt: number;
  /** CRLReason of RFC 5280 §5.3.1; 1 = keyCompromise, 4 = superseded. */
  readonly reason: number;
}

export interface RevocationList {
  readonly number: number;
  readonly thisUpdate: number;
  readonly nextUpdate: number;
  readonly revocations: readonly Revocation[];
}

function revokedEntry(revocation: Revocation): Uint8Array {
  return sequence(
    integer(revocation.serial),
    certificateTime(revocation.revokedAt),
    sequence(extension(OID.reasonCode, enumerated(revocation.reason))),
  );
}

/** DER CertificateList of one authority. `revokedCertificates` is left out when empty (RFC 5280 §5.1.2.6). */
export function issueRevocationList(list: RevocationList, issuer: Issuer): Uint8Array {
  const entries = list.revocations.map(revokedEntry);
  const toBeSigned = sequence(
    integer(1),
    SIGNATURE_ALGORITHM,
    distinguishedName(issuer.name),
    certificateTime(list.thisUpdate),
    certificateTime(list.nextUpdate),
    ...(entries.length > 0 ? [sequence(...entries)] : []),
    explicit(0, sequence(authorityKeyExtension(issuer), extension(OID.crlNumber, integer(list.number)))),
  );
  return signed(toBeSigned, issuer.key);
}

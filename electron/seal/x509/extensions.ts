/**
 * Certificate extensions that path validation and revocation need (RFC 5280 §4.2). What is critical and not understood
 * is kept by name, so that the path can be refused for it.
 */
import { OID } from "../der/oid.ts";
import { type DerElement, derChildren, openDer, readDer, refuseDer, TAG } from "../der/reader.ts";
import { derText } from "../der/text.ts";
import { bitFlags, booleanValue, demandTag, objectIdentifier, octets, smallInteger } from "../der/values.ts";
import {
  type GeneralNames,
  type NameConstraints,
  readAlternativeNames,
  readNameConstraints,
} from "./name-constraints.ts";

/** Bits of KeyUsage, RFC 5280 §4.2.1.3. */
export const KEY_USAGE = { DIGITAL_SIGNATURE: 0, NON_REPUDIATION: 1, KEY_CERT_SIGN: 5, CRL_SIGN: 6 } as const;

/** Understood, or without any bearing on what is asked here when no policy is demanded (§6.1.1 c). */
const UNDERSTOOD = new Set<string>([
  OID.BASIC_CONSTRAINTS,
  OID.KEY_USAGE,
  OID.EXTENDED_KEY_USAGE,
  OID.SUBJECT_KEY_ID,
  OID.AUTHORITY_KEY_ID,
  OID.CRL_DISTRIBUTION_POINTS,
  OID.CERTIFICATE_POLICIES,
]);

export interface Extension {
  readonly id: string;
  readonly isCritical: boolean;
  readonly value: Uint8Array;
}

export interface CertificateExtensions {
  readonly basicConstraints?: { readonly isCa: boolean; readonly pathLength?: number };
  /** Absent when the certificate does not say. */
  readonly keyUsage?: ReadonlySet<number>;
  /** Key purposes (§4.2.1.12); absent when the certificate does not say. */
  readonly purposes?: readonly string[];
  readonly nameConstraints?: NameConstraints;
  /** subjectAltName (§4.2.1.6). */
  readonly alternativeNames?: GeneralNames;
  readonly subjectKeyId?: Uint8Array;
  readonly authorityKeyId?: Uint8Array;
  /** Addresses of the CRLs that are to list this certificate. */
  readonly crlAddresses: readonly string[];
  /** Critical and not understood: such a certificate cannot be relied on (§4.2). */
  readonly unknownCritical: readonly string[];
}

/** The list inside an `Extensions` SEQUENCE; each id at most once. @throws {DerRefusal} */
export function readExtensions(element: DerElement): readonly Extension[] {
  demandTag(element, TAG.SEQUENCE);
  const seen = new Set<string>();
  return derChildren(element).map((child) => {
    demandTag(child, TAG.SEQUENCE);
    const cursor = openDer(child);
    const id = objectIdentifier(cursor.next());
    const critical = cursor.optional(TAG.BOOLEAN);
    const value = octets(cursor.next());
    cursor.end();
    if (seen.has(id)) refuseDer(`extension ${id} twice`);
    seen.add(id);
    return { id, isCritical: critical ? booleanValue(critical) : false, value };
  });
}

/** @throws {DerRefusal} */
export function interpretExtensions(extensions: readonly Extension[]): CertificateExtensions {
  const value = (id: string) => extensions.find((extension) => extension.id === id)?.value;
  const constraints = value(OID.BASIC_CONSTRAINTS);
  const usage = value(OID.KEY_USAGE);
  const purposes = value(OID.EXTENDED_KEY_USAGE);
  const subjectKeyId = value(OID.SUBJECT_KEY_ID);
  const authorityKeyId = readAuthorityKeyId(value(OID.AUTHORITY_KEY_ID));
  const points = value(OID.CRL_DISTRIBUTION_POINTS);
  const names = value(OID.NAME_CONSTRAINTS);
  const nameConstraints = names && readNameConstraints(names);
  const isWhole = nameConstraints?.hasDepth === false && nameConstraints.otherForms.size === 0;
  const isUnderstood = (id: string) => UNDERSTOOD.has(id) || (id === OID.NAME_CONSTRAINTS && isWhole);
  const alternatives = value(OID.SUBJECT_ALT_NAME);
  return {
    ...(constraints && { basicConstraints: readBasicConstraints(constraints) }),
    ...(usage && { keyUsage: bitFlags(readDer(usage)) }),
    ...(purposes && { purposes: derChildren(readDer(purposes, TAG.SEQUENCE)).map(objectIdentifier) }),
    ...(nameConstraints && { nameConstraints }),
    ...(alternatives && { alternativeNames: readAlternativeNames(alternatives) }),
    ...(subjectKeyId && { subjectKeyId: octets(readDer(subjectKeyId)) }),
    ...(authorityKeyId && { authorityKeyId }),
    crlAddresses: points ? readDistributionPoints(points) : [],
    unknownCritical: extensions.filter(({ id, isCritical }) => isCritical && !isUnderstood(id)).map(({ id }) => id),
  };
}

function readBasicConstraints(value: Uint8Array): { isCa: boolean; pathLength?: number } {
  const cursor = openDer(readDer(value, TAG.SEQUENCE));
  const ca = cursor.optional(TAG.BOOLEAN);
  const length = cursor.optional(TAG.INTEGER);
  cursor.end();
  return { isCa: ca ? booleanValue(ca) : false, ...(length && { pathLength: smallInteger(length) }) };
}

function readAuthorityKeyId(value: Uint8Array | undefined): Uint8Array | undefined {
  return value && openDer(readDer(value, TAG.SEQUENCE)).optional(0x80)?.content;
}

/**
 * Addresses in the fullName forms of all points; points named otherwise are left out (and so match no list), as are those for some
 * reasons only and those of another issuer (§4.2.1.13): a list found there does not say all that is asked.
 */
function readDistributionPoints(value: Uint8Array): readonly string[] {
  return derChildren(readDer(value, TAG.SEQUENCE)).flatMap((point) => {
    demandTag(point, TAG.SEQUENCE);
    const cursor = openDer(point);
    const name = cursor.optional(0xa0);
    return name && cursor.peek() === undefined ? distributionPointAddresses(name) : [];
  });
}

/**
 * URIs and directory names of a DistributionPointName; a directory name is given as `dir:` and its bytes.
 * @param name the [0] element around the CHOICE
 */
export function distributionPointAddresses(name: DerElement): readonly string[] {
  const [choice] = derChildren(name);
  if (choice?.tag !== 0xa0) return [];
  return derChildren(choice).flatMap((general) => {
    if (general.tag === 0x86) return [derText({ ...general, tag: TAG.IA5_STRING })];
    return general.tag === 0xa4 ? [`dir:${general.content.join(",")}`] : [];
  });
}

/** Certificate revocation lists (RFC 5280 §5). Delta, indirect and partial lists are read but marked as not usable. */
import { isSameBytes } from "../bytes.ts";
import { OID } from "../der/oid.ts";
import { type DerElement, openDer, readDer, refuseDer, TAG, unwrapDer } from "../der/reader.ts";
import { derTime } from "../der/time.ts";
import { bitStringBytes, booleanValue, smallInteger } from "../der/values.ts";
import { toHex } from "../hex.ts";
import { sm3 } from "../sm3.ts";
import { readAlgorithm, type SignedBytes } from "./certificate.ts";
import { distributionPointAddresses, type Extension, readExtensions } from "./extensions.ts";
import { type DistinguishedName, readName } from "./name.ts";
import { indexRevokedEntries, type RevokedEntries } from "./revoked-entries.ts";

/** What part of an issuer's certificates a list speaks about (RFC 5280 §5.2.5). */
export interface ListScope {
  /** One of these must be named by the certificate; absent when the list is not tied to a distribution point. */
  readonly addresses?: readonly string[];
  readonly onlyUsers: boolean;
  readonly onlyAuthorities: boolean;
}

export interface RevocationList extends SignedBytes {
  readonly issuer: DistinguishedName;
  /** Epoch milliseconds. */
  readonly thisUpdate: number;
  readonly nextUpdate?: number;
  readonly scope: ListScope;
  /** Why the list cannot answer for itself: delta, indirect, partial, or an unknown critical extension. */
  readonly unusable?: string;
  /** Revoked certificates stay listed after they expired, since this instant (RFC 5280, X.509 §9.5.2.8). */
  readonly keepsExpiredSince?: number;
  readonly entries: RevokedEntries;
}

const UNDERSTOOD = new Set<string>([OID.ISSUING_DISTRIBUTION_POINT, OID.AUTHORITY_KEY_ID, OID.CRL_NUMBER]);

/** @throws {DerRefusal} */
export function readRevocationList(der: Uint8Array): RevocationList {
  const outer = openDer(readDer(der, TAG.SEQUENCE));
  const tbs = outer.next(TAG.SEQUENCE);
  const algorithm = outer.next(TAG.SEQUENCE);
  const signature = bitStringBytes(outer.next());
  outer.end();
  const cursor = openDer(tbs);
  const version = cursor.optional(TAG.INTEGER);
  if (version && smallInteger(version) !== 1) refuseDer("unknown list version");
  if (!isSameBytes(cursor.next().raw, algorithm.raw)) refuseDer("two different signature algorithms");
  const issuer = readName(cursor.next());
  const thisUpdate = derTime(cursor.next());
  const isTime = cursor.peek() === TAG.UTC_TIME || cursor.peek() === TAG.GENERALIZED_TIME;
  const nextUpdate = isTime ? derTime(cursor.next()) : undefined;
  const revoked = cursor.optional(TAG.SEQUENCE);
  const extensions = cursor.optional(0xa0);
  cursor.end();
  return {
    fingerprint: toHex(sm3(der)),
    tbs: tbs.raw,
    ...readAlgorithm(algorithm),
    signature,
    issuer,
    thisUpdate,
    ...(nextUpdate !== undefined && { nextUpdate }),
    ...readListExtensions(extensions ? readExtensions(unwrapDer(extensions)) : []),
    entries: indexRevokedEntries(revoked?.content ?? new Uint8Array()),
  };
}

type ListExtensions = Pick<RevocationList, "scope" | "unusable" | "keepsExpiredSince">;

function readListExtensions(extensions: readonly Extension[]): ListExtensions {
  const value = (id: string) => extensions.find((extension) => extension.id === id)?.value;
  const point = value(OID.ISSUING_DISTRIBUTION_POINT);
  const keeps = value(OID.EXPIRED_CERTS_ON_CRL);
  const { scope, unusable: reason } = readScope(point && readDer(point, TAG.SEQUENCE));
  const unknown = extensions.find(({ id, isCritical }) => isCritical && !UNDERSTOOD.has(id))?.id;
  const unusable = value(OID.DELTA_CRL) ? "delta list" : unknown ? `critical extension ${unknown}` : reason;
  return {
    scope,
    ...(unusable && { unusable }),
    ...(keeps && { keepsExpiredSince: derTime(readDer(keeps)) }),
  };
}

function readScope(point: DerElement | undefined): { scope: ListScope; unusable?: string } {
  if (!point) return { scope: { onlyUsers: false, onlyAuthorities: false } };
  const cursor = openDer(point);
  const name = cursor.optional(0xa0);
  const flag = (tag: number) => {
    const element = cursor.optional(tag);
    return element ? booleanValue({ ...element, tag: TAG.BOOLEAN }) : false;
  };
  const onlyUsers = flag(0x81);
  const onlyAuthorities = flag(0x82);
  const isPartial = cursor.optional(0x83) !== undefined;
  const isIndirect = flag(0x84);
  const isForAttributes = flag(0x85);
  cursor.end();
  const unusable = isIndirect ? "indirect list" : isPartial || isForAttributes ? "partial list" : undefined;
  return {
    scope: { ...(name && { addresses: distributionPointAddresses(name) }), onlyUsers, onlyAuthorities },
    ...(unusable && { unusable }),
  };
}

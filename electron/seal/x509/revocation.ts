/** Revocation from cached lists (seals.md section 4 step 9; RFC 5280 §6.3). Absent or old data are never "not revoked". */
import { type Certificate, isValidAt } from "./certificate.ts";
import { KEY_USAGE } from "./extensions.ts";
import { buildPath, type IssuerStore } from "./path.ts";
import type { RevocationList } from "./revocation-list.ts";
import type { RevokedEntry } from "./revoked-entries.ts";
import { isSignedBy } from "./signed-by.ts";

/** CRLReason certificateHold and removeFromCRL: suspended, which may end again. */
const HOLD_REASONS = new Set([6, 8]);
/** keyCompromise, cACompromise, aACompromise: whoever holds the key can claim any signing time. */
const COMPROMISE_REASONS = new Set([1, 2, 10]);

export interface RevocationAnswer {
  /** `stale`: not listed, but the list should have been replaced by now. `unknown`: no list that can be used. */
  readonly status: "good" | "revoked" | "on-hold" | "stale" | "unknown";
  readonly certificate: Certificate;
  readonly list?: { readonly thisUpdate: number; readonly nextUpdate?: number };
  readonly revokedAt?: number;
  readonly reason?: number;
  readonly isCompromise?: boolean;
  /** The list also speaks for certificates that had expired when it was made, or this one had not. */
  readonly coversExpired?: boolean;
  /** For `unknown`: why the lists of this issuer could not be used. */
  readonly why?: string;
}

export interface RevocationStore extends IssuerStore {
  /** All lists of that issuer, newest first. @param key of the issuer's name */
  listsBy(key: string): readonly RevocationList[];
}

export interface RevocationTime {
  /** The station's instant, epoch milliseconds. */
  readonly at: number;
  /** How long after nextUpdate a list may still be used. */
  readonly graceMs: number;
}

/** @param issuer the certificate that follows `certificate` in its path */
export function revocationOf(
  certificate: Certificate,
  issuer: Certificate,
  store: RevocationStore,
  time: RevocationTime,
): RevocationAnswer {
  const usable: RevocationList[] = [];
  let why = "no list of this issuer";
  for (const list of store.listsBy(certificate.issuer.key)) {
    const obstacle = obstacleTo(list, certificate, issuer, store, time);
    if (obstacle === undefined) usable.push(list);
    else why = obstacle;
    // Later lists only matter for a certificate that newer ones may have dropped because it has expired.
    if (usable.length > 0 && !isDropped(certificate, usable[0] as RevocationList)) break;
  }
  const [newest] = usable;
  if (!newest) return { status: "unknown", certificate, why };
  return judge(certificate, newest, usable, time);
}

function judge(
  certificate: Certificate,
  newest: RevocationList,
  usable: readonly RevocationList[],
  time: RevocationTime,
): RevocationAnswer {
  const list = {
    thisUpdate: newest.thisUpdate,
    ...(newest.nextUpdate !== undefined && { nextUpdate: newest.nextUpdate }),
  };
  for (const older of usable) {
    const entry = older.entries.find(certificate.serialNumber);
    if (entry && (older === newest || !HOLD_REASONS.has(entry.reason))) return listed(certificate, entry, list);
  }
  const { unknownCritical } = newest.entries;
  // §5.3: such an entry may change what the others mean, so only what is listed can be relied on.
  if (unknownCritical !== undefined) {
    return { status: "unknown", certificate, list, why: `critical extension ${unknownCritical} of an entry` };
  }
  const isStale = time.at > (newest.nextUpdate ?? newest.thisUpdate) + time.graceMs;
  const coversExpired = !isDropped(certificate, newest);
  return { status: isStale ? "stale" : "good", certificate, list, coversExpired };
}

function listed(
  certificate: Certificate,
  entry: RevokedEntry,
  list: { readonly thisUpdate: number; readonly nextUpdate?: number },
): RevocationAnswer {
  return {
    status: HOLD_REASONS.has(entry.reason) ? "on-hold" : "revoked",
    certificate,
    list,
    revokedAt: entry.revokedAt,
    reason: entry.reason,
    isCompromise: COMPROMISE_REASONS.has(entry.reason),
  };
}

/** RFC 5280 §3.3: an entry may leave the list once the certificate has expired. */
function isDropped(certificate: Certificate, list: RevocationList): boolean {
  const { keepsExpiredSince } = list;
  const isKept = keepsExpiredSince !== undefined && keepsExpiredSince <= certificate.notAfter;
  return certificate.notAfter < list.thisUpdate && !isKept;
}

/** Why `list` cannot answer for `certificate`; undefined when it can. The signature comes last, it costs most. */
function obstacleTo(
  list: RevocationList,
  certificate: Certificate,
  issuer: Certificate,
  store: RevocationStore,
  time: RevocationTime,
): string | undefined {
  if (list.unusable !== undefined) return list.unusable;
  if (list.thisUpdate > time.at) return "list from the future";
  if (!isInScope(list, certificate)) return "list for other certificates";
  return isListSigned(list, issuer, store, time) ? undefined : "list signature does not hold";
}

function isInScope({ scope }: RevocationList, certificate: Certificate): boolean {
  const isAuthority = certificate.extensions.basicConstraints?.isCa === true;
  if (isAuthority ? scope.onlyUsers : scope.onlyAuthorities) return false;
  const { addresses } = scope;
  return addresses === undefined || addresses.some((address) => certificate.extensions.crlAddresses.includes(address));
}

/**
 * By the issuing key itself, or by another key of the same CA. A name alone makes no CA the same: anybody under another root can
 * have it, so both must lead to a root of one name (RFC 5280 §6.3.3 f), unless the station trusts that very key.
 */
function isListSigned(
  list: RevocationList,
  issuer: Certificate,
  store: RevocationStore,
  time: RevocationTime,
): boolean {
  if (maySignLists(issuer) && isSignedBy(list, issuer.publicKey, store.memory) === "valid") return true;
  return store
    .issuersNamed(list.issuer.key)
    .some(
      (other) =>
        other.fingerprint !== issuer.fingerprint &&
        maySignLists(other) &&
        isSignedBy(list, other.publicKey, store.memory) === "valid" &&
        (store.isAnchor(other) || isUnderSameRoot(other, issuer, store, time.at)) &&
        isInForce(other, list, store, time),
    );
}

/** Was it valid when it signed the list, and is it known that nobody revoked it? By lists of its own issuers' very keys. */
function isInForce(signer: Certificate, list: RevocationList, store: RevocationStore, time: RevocationTime): boolean {
  const found = buildPath(signer, store, [], [list.thisUpdate]);
  if (found.kind !== "trusted" || !found.path.every((one) => isValidAt(one, list.thisUpdate))) return false;
  const strict: RevocationStore = { ...store, issuersNamed: () => [], isAnchor: (one) => store.isAnchor(one) };
  return revocationAlong(found.path, strict, time).every(({ status, coversExpired }) => {
    return status === "good" && coversExpired === true;
  });
}

/** Do both lead to trusted roots of one name? */
export function isUnderSameRoot(a: Certificate, b: Certificate, store: IssuerStore, at: number): boolean {
  const [first, second] = [a, b].map((certificate) => {
    const found = buildPath(certificate, store, [], [at]);
    return found.kind === "trusted" ? found.path.at(-1)?.subject.key : undefined;
  });
  return first !== undefined && first === second;
}

/** Where keyUsage is said, cRLSign must be in it (RFC 5280 §6.3.3 f), whoever it is: a root that forgets it costs an answer, no more. */
export function maySignLists({ extensions: { keyUsage } }: Certificate): boolean {
  return !keyUsage || keyUsage.has(KEY_USAGE.CRL_SIGN);
}

/** Answers for every certificate of a path but the anchor, which is trusted by decision and not by issue. */
export function revocationAlong(
  path: readonly Certificate[],
  store: RevocationStore,
  time: RevocationTime,
): readonly RevocationAnswer[] {
  return path.slice(0, -1).map((certificate, i) => {
    return revocationOf(certificate, path[i + 1] as Certificate, store, time);
  });
}

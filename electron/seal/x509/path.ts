/**
 * Certification paths (RFC 5280 §6): found by name and key identifier, proven by signatures, held against the
 * constraints. Validity in time and revocation are asked apart, because they have answers of their own.
 */
import { isSameBytes } from "../bytes.ts";
import { type Certificate, isSelfIssued, isValidAt } from "./certificate.ts";
import { KEY_USAGE } from "./extensions.ts";
import { isConstraintBroken } from "./name-constraints.ts";
import { allowsBelow } from "./purposes.ts";
import { isRemembered, isSignedBy, type SignatureMemory } from "./signed-by.ts";

const LONGEST_PATH = 8;
/** Certificates of one name and crossed signatures can be made to multiply; a search ends after this many signatures. */
const MOST_SIGNATURES = 64;

export type PathAnswer =
  /** From the certificate to an anchor; signatures and constraints hold. */
  | { readonly kind: "trusted"; readonly path: readonly Certificate[] }
  /** Leads to an anchor, but breaks rules (RFC 5280 §6.1.3, §6.1.4). */
  | { readonly kind: "constraint"; readonly path: readonly Certificate[]; readonly reasons: readonly string[] }
  /** An issuer of the right name and key identifier did not sign it. */
  | { readonly kind: "bad-signature"; readonly subject: string }
  /** Signed with an algorithm that is not implemented here. */
  | { readonly kind: "unsupported"; readonly algorithm: string }
  | { readonly kind: "not-found" };

/** Where issuers come from. */
export interface IssuerStore {
  isAnchor(certificate: Certificate): boolean;
  /** All certificates with that subject, anchors first. @param key of the name */
  issuersNamed(key: string): readonly Certificate[];
  readonly memory: SignatureMemory;
  /** Shared by all paths of one file; without it only each path has its limit. */
  readonly effort?: SignatureEffort;
}

export interface SignatureEffort {
  /** Signatures that may still be tried where no answer is remembered. */
  signaturesLeft: number;
}

interface Search {
  readonly store: IssuerStore;
  readonly extra: readonly Certificate[];
  readonly complete: (readonly Certificate[])[];
  signaturesLeft: number;
  badSignature?: string;
  unsupported?: string;
}

/**
 * The best path of `leaf`.
 * @param extra certificates of the document; they may stand between, never at the end.
 * @param instants among good paths, the one wins whose certificates are valid at most of these.
 */
export function buildPath(
  leaf: Certificate,
  store: IssuerStore,
  extra: readonly Certificate[],
  instants: readonly number[],
): PathAnswer {
  const search: Search = { store, extra, complete: [], signaturesLeft: MOST_SIGNATURES };
  extend(search, [leaf]);
  const judged = search.complete.map((path) => ({ path, reasons: brokenRules(path, store) }));
  const good = judged.filter(({ reasons }) => reasons.length === 0).map(({ path }) => path);
  const [best] = good.sort((a, b) => timeliness(b, instants) - timeliness(a, instants));
  if (best) return { kind: "trusted", path: best };
  if (judged[0]) return { kind: "constraint", ...judged[0] };
  if (search.badSignature !== undefined) return { kind: "bad-signature", subject: search.badSignature };
  if (search.unsupported !== undefined) return { kind: "unsupported", algorithm: search.unsupported };
  return { kind: "not-found" };
}

function extend(search: Search, path: readonly Certificate[]): void {
  const last = path.at(-1) as Certificate;
  if (search.store.isAnchor(last)) {
    search.complete.push(path);
    return;
  }
  if (path.length === LONGEST_PATH) return;
  for (const issuer of candidates(search, last)) {
    const isInPath = path.some((certificate) => certificate.fingerprint === issuer.fingerprint);
    if (isInPath || search.signaturesLeft-- <= 0 || !mayTry(search.store, last, issuer)) continue;
    const answer = isSignedBy(last, issuer.publicKey, search.store.memory);
    if (answer === "valid") extend(search, [...path, issuer]);
    else if (answer === "unsupported") search.unsupported ??= last.algorithm;
    else if (!isOtherKey(last, issuer)) search.badSignature ??= last.subject.text;
  }
}

function mayTry({ effort, memory }: IssuerStore, certificate: Certificate, { publicKey }: Certificate): boolean {
  return !effort || isRemembered(certificate, publicKey, memory) || effort.signaturesLeft-- > 0;
}

/** Issuers by name; those whose key identifier fits come first (stable), as RFC 5280 §4.2.1.1 intends it. */
function candidates(search: Search, certificate: Certificate): readonly Certificate[] {
  const name = certificate.issuer.key;
  const extra = search.extra.filter((other) => other.subject.key === name);
  const all = [...search.store.issuersNamed(name), ...extra];
  return all.sort((a, b) => Number(isOtherKey(certificate, a)) - Number(isOtherKey(certificate, b)));
}

/** Do the key identifiers say that this is another key of the same name, for example after a renewal? */
function isOtherKey(certificate: Certificate, issuer: Certificate): boolean {
  const wanted = certificate.extensions.authorityKeyId;
  const offered = issuer.extensions.subjectKeyId;
  return wanted !== undefined && offered !== undefined && !isSameBytes(wanted, offered);
}

function timeliness(path: readonly Certificate[], instants: readonly number[]): number {
  return instants.filter((instant) => path.every((certificate) => isValidAt(certificate, instant))).length;
}

/**
 * Why the path may not be used; empty when it may. An anchor that calls itself a CA is trusted as it is (roots in use forget the
 * key usage); one that does not say, and whose key is for something else, vouches for itself only.
 */
function brokenRules(path: readonly Certificate[], store: IssuerStore): readonly string[] {
  return path.flatMap((certificate, index) => {
    const isAnchor = store.isAnchor(certificate);
    const reasons: string[] = [];
    const unknown = certificate.extensions.unknownCritical;
    if (!isAnchor && unknown.length > 0) reasons.push(`critical extension ${unknown.join(", ")}`);
    if (index > 0) reasons.push(...brokenIssuerRules(certificate, isAnchor, path.slice(0, index)));
    return reasons.map((reason) => `${certificate.subject.text}: ${reason}`);
  });
}

/** @param below the leaf first */
function brokenIssuerRules(issuer: Certificate, isAnchor: boolean, below: readonly Certificate[]): readonly string[] {
  const [leaf, ...between] = below as [Certificate, ...Certificate[]];
  const { basicConstraints, keyUsage, nameConstraints } = issuer.extensions;
  const reasons: string[] = [];
  const mayIssue = !keyUsage || keyUsage.has(KEY_USAGE.KEY_CERT_SIGN);
  const isCa = basicConstraints ? basicConstraints.isCa : isAnchor && mayIssue;
  if (!isCa) reasons.push("not a CA");
  if (!isAnchor && !mayIssue) reasons.push("may not sign certificates");
  if (!isAnchor && !allowsBelow(issuer, leaf)) reasons.push("is for other purposes");
  // §6.1.3: a CA that renews itself is not held against its own constraints.
  const named = [leaf, ...between.filter((certificate) => !isSelfIssued(certificate))];
  if (nameConstraints && named.some((one) => isConstraintBroken(nameConstraints, one))) {
    reasons.push("may not speak for a name below it");
  }
  const limit = basicConstraints?.pathLength;
  const depth = between.filter((certificate) => !isSelfIssued(certificate)).length;
  if (limit !== undefined && depth > limit) reasons.push(`more than ${limit} CAs below it`);
  return reasons;
}

/**
 * Plain certificates and lists of a file, held against what is there: what would be added, which roots a person must confirm,
 * and why it would be refused. A list must be signed by a certificate held (or in the same file), be newer than the one held,
 * and not be from the future. Pure: nothing is changed here.
 */
import { type Fault, fault } from "../domain/fault.ts";
import { CLOCK_TOLERANCE_MS } from "../domain/trust-age/outage-policy.ts";
import { parseTrustFile } from "../seal/trust-file.ts";
import { buildTrustSet, type TrustSet } from "../seal/trust-set.ts";
import { type Certificate, tryReadCertificate } from "../seal/x509/certificate.ts";
import { buildPath } from "../seal/x509/path.ts";
import { isUnderSameRoot, maySignLists } from "../seal/x509/revocation.ts";
import type { RevocationList } from "../seal/x509/revocation-list.ts";
import { isSignedBy } from "../seal/x509/signed-by.ts";
import { type AddedCertificate, type AddedList, type Additions, mergedMaterial, newestAccepted } from "./additions.ts";
import type { SignedBundle } from "./bundle.ts";
import { listKey } from "./list-key.ts";
import { readList } from "./read-list.ts";

export interface JudgedAdditions {
  /** With what the file adds; to be kept when there is no refusal and every root is confirmed. */
  readonly additions: Additions;
  readonly refusal?: Fault;
  /** Fingerprints of new roots. */
  readonly toConfirm: readonly string[];
  readonly unreadable: readonly string[];
}

export interface FileOrigin {
  readonly by: string;
  readonly at: number;
  readonly fileName: string;
  readonly fileSm3: string;
}

interface Held {
  readonly bundle: SignedBundle | undefined;
  readonly additions: Additions;
}

export function judgeAdditions(bytes: Uint8Array, held: Held, origin: FileOrigin): JudgedAdditions {
  const file = parseTrustFile(bytes);
  const certificates = [
    ...newCertificates(file.anchors, "anchor", held, origin),
    ...newCertificates(file.intermediates, "intermediate", held, origin),
  ];
  const withCertificates = { ...held.additions, certificates: [...held.additions.certificates, ...certificates] };
  const judged = judgeLists(file.crls, { ...held, additions: withCertificates }, origin);
  const isEmpty = file.anchors.length + file.intermediates.length + file.crls.length === 0;
  const isOld = certificates.length === 0 && judged.lists.length === 0;
  const refusal = isEmpty
    ? fault("trust.unreadable", { reason: file.refused[0] ?? "empty" })
    : (judged.refusal ?? (isOld ? fault("trust.nothing-new") : undefined));
  return {
    additions: withLists(withCertificates, judged.lists),
    ...(refusal ? { refusal } : {}),
    toConfirm: certificates.filter(({ role }) => role === "anchor").map(({ fingerprint }) => fingerprint),
    unreadable: file.refused,
  };
}

function newCertificates(
  encoded: readonly Uint8Array[],
  role: AddedCertificate["role"],
  { bundle, additions }: Held,
  origin: FileOrigin,
): readonly AddedCertificate[] {
  const known = new Set(additions.certificates.map(({ fingerprint }) => fingerprint));
  return encoded.flatMap((der): AddedCertificate[] => {
    const certificate = tryReadCertificate(der);
    if (typeof certificate === "string") return [];
    const { fingerprint } = certificate;
    if (known.has(fingerprint) || bundle?.contents.certificates.has(fingerprint)) return [];
    known.add(fingerprint);
    return [{ ...origin, fingerprint, role, der }];
  });
}

function judgeLists(crls: readonly Uint8Array[], held: Held, origin: FileOrigin) {
  const lists: AddedList[] = [];
  let refusal: Fault | undefined;
  if (crls.length === 0) return { lists, refusal };
  const trust = buildTrustSet(mergedMaterial(held.bundle, held.additions));
  const known = new Set(trust.lists.map(({ fingerprint }) => fingerprint));
  for (const der of crls) {
    const list = readList(der);
    if (typeof list === "string" || known.has(list.fingerprint)) continue;
    const problem = listRefusal(list, held, trust, origin.at);
    refusal ??= problem;
    const { fingerprint, thisUpdate } = list;
    if (!problem) lists.push({ ...origin, fingerprint, key: listKey(list), thisUpdate, der });
  }
  return { lists, refusal };
}

function listRefusal(list: RevocationList, held: Held, trust: TrustSet, now: number): Fault | undefined {
  const issuer = list.issuer.text;
  if (list.unusable !== undefined) return fault("trust.unreadable", { issuer, reason: list.unusable });
  if (list.thisUpdate > now + CLOCK_TOLERANCE_MS) {
    return fault("trust.from-future", { issuer, thisUpdate: isoOf(list.thisUpdate) });
  }
  const newest = newestAccepted(held.bundle, held.additions, listKey(list));
  if (list.thisUpdate <= newest) {
    return fault("trust.rolled-back", { issuer, offered: isoOf(list.thisUpdate), accepted: isoOf(newest) });
  }
  return signatureRefusal(list, held.bundle, trust);
}

/**
 * By a certificate of the issuer's name that may sign lists and itself leads to an anchor: the anchor of the province, where the
 * province has a CA of that name. Otherwise a namesake's list would take the place of a genuine one.
 */
function signatureRefusal(list: RevocationList, bundle: Held["bundle"], trust: TrustSet): Fault | undefined {
  const issuer = list.issuer.text;
  const named = trust.issuersNamed(list.issuer.key);
  const official = named.filter(({ fingerprint }) => bundle?.contents.certificates.has(fingerprint));
  const isOfficial = (signer: Certificate) =>
    official.length === 0 || official.some((one) => isUnderSameRoot(signer, one, trust, list.thisUpdate));
  const signers = named.filter(isOfficial);
  if (signers.length === 0) return fault("trust.list-unsigned", { issuer, reason: "no-certificate" });
  const isSigned = signers.some((signer) => {
    if (!maySignLists(signer) || isSignedBy(list, signer.publicKey, trust.memory) !== "valid") return false;
    return buildPath(signer, trust, [], [list.thisUpdate]).kind === "trusted";
  });
  return isSigned ? undefined : fault("trust.list-unsigned", { issuer, reason: "signature" });
}

/** Of each issuer and scope the newest stays. */
function withLists(additions: Additions, added: readonly AddedList[]): Additions {
  if (added.length === 0) return additions;
  const newest = { ...additions.newest };
  const byKey = new Map(additions.lists.map((list) => [list.key, list]));
  for (const list of added) {
    if ((newest[list.key] ?? Number.NEGATIVE_INFINITY) > list.thisUpdate) continue;
    newest[list.key] = list.thisUpdate;
    byKey.set(list.key, list);
  }
  return { ...additions, lists: [...byKey.values()], newest };
}

const isoOf = (at: number): string => new Date(at).toISOString();

/**
 * The trust data of one verification: anchors, intermediates, revocation lists, seal status, sample signers. Parsed
 * once and used for many files. An element that cannot be used is reported and left out; it never harms the others.
 */
import { DerRefusal } from "./der/reader.ts";
import type { PlatformCrypto } from "./signatures/platform.ts";
import { type Certificate, isSelfIssued, tryReadCertificate } from "./x509/certificate.ts";
import type { RevocationStore } from "./x509/revocation.ts";
import { type RevocationList, readRevocationList } from "./x509/revocation-list.ts";
import { createSignatureMemory, isSignedBy, type SignatureMemory } from "./x509/signed-by.ts";

/** State of seals by esID, as a province publishes it (C0119). A seal that is not listed is in use. */
export interface SealStatusList {
  /** Epoch milliseconds. */
  readonly asOf: number;
  readonly seals: readonly SealStatus[];
}

export interface SealStatus {
  readonly sealId: string;
  readonly status: "revoked" | "replaced" | "suspended";
  /** Epoch milliseconds; absent: from the beginning. */
  readonly since?: number;
}

export interface TrustMaterial {
  /** DER certificates that are trusted by decision. */
  readonly anchors: readonly Uint8Array[];
  readonly intermediates: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  readonly sealStatus?: SealStatusList;
  /** Lower-case hexadecimal SM3 of certificates that sign samples. */
  readonly sampleSigners?: readonly string[];
  /** Issue number of the bundle these came in. */
  readonly issue?: number;
  /** Epoch milliseconds: age of the bundle as a whole. */
  readonly listsAsOf?: number;
}

export interface RefusedElement {
  readonly kind: "anchor" | "intermediate" | "crl";
  /** Position in the material given. */
  readonly index: number;
  readonly reason: string;
}

export interface TrustSet extends RevocationStore {
  readonly anchors: readonly Certificate[];
  readonly intermediates: readonly Certificate[];
  readonly lists: readonly RevocationList[];
  readonly sealStatus?: SealStatusList;
  readonly sampleSigners: ReadonlySet<string>;
  readonly issue?: number;
  readonly listsAsOf?: number;
  readonly refused: readonly RefusedElement[];
}

/**
 * Never throws for bad elements: they are in `refused`.
 * @param platform verifies RSA and ECDSA; without it such signatures are unsupported
 */
export function buildTrustSet(material: TrustMaterial, platform?: PlatformCrypto): TrustSet {
  const refused: RefusedElement[] = [];
  const memory = createSignatureMemory(platform);
  const anchors = readCertificates(material.anchors, { kind: "anchor", refused, memory });
  const intermediates = readCertificates(material.intermediates, { kind: "intermediate", refused, memory });
  const lists = readLists(material.crls, refused);
  const anchorFingerprints = new Set(anchors.map(({ fingerprint }) => fingerprint));
  const byName = Map.groupBy([...anchors, ...intermediates], ({ subject }) => subject.key);
  const byIssuer = Map.groupBy(lists, ({ issuer }) => issuer.key);
  return {
    anchors,
    intermediates,
    lists,
    ...(material.sealStatus && { sealStatus: material.sealStatus }),
    sampleSigners: new Set((material.sampleSigners ?? []).map((print) => print.toLowerCase())),
    ...(material.issue !== undefined && { issue: material.issue }),
    ...(material.listsAsOf !== undefined && { listsAsOf: material.listsAsOf }),
    refused,
    memory,
    isAnchor: ({ fingerprint }) => anchorFingerprints.has(fingerprint),
    issuersNamed: (key) => byName.get(key) ?? [],
    listsBy: (key) => byIssuer.get(key) ?? [],
  };
}

/** A trust set with nothing in it: every correct file is then INDETERMINATE / NO_CERTIFICATE_CHAIN_FOUND. */
export function emptyTrustSet(): TrustSet {
  return buildTrustSet({ anchors: [], intermediates: [], crls: [] });
}

interface Reading {
  readonly kind: "anchor" | "intermediate";
  readonly refused: RefusedElement[];
  readonly memory: SignatureMemory;
}

function readCertificates(encoded: readonly Uint8Array[], reading: Reading): readonly Certificate[] {
  const { kind, refused, memory } = reading;
  const known = new Map<string, Certificate>();
  encoded.forEach((der, index) => {
    const certificate = tryReadCertificate(der);
    if (typeof certificate === "string") refused.push({ kind, index, reason: certificate });
    else if (kind === "anchor" && isForged(certificate, memory))
      refused.push({ kind, index, reason: "its own signature does not hold" });
    else known.set(certificate.fingerprint, certificate);
  });
  return [...known.values()];
}

function isForged(anchor: Certificate, memory: SignatureMemory): boolean {
  return isSelfIssued(anchor) && isSignedBy(anchor, anchor.publicKey, memory) === "invalid";
}

/** Newest first; of the same list given twice, one. */
function readLists(encoded: readonly Uint8Array[], refused: RefusedElement[]): readonly RevocationList[] {
  const known = new Map<string, RevocationList>();
  encoded.forEach((der, index) => {
    try {
      const list = readRevocationList(der);
      known.set(list.fingerprint, list);
    } catch (error) {
      if (!(error instanceof DerRefusal)) throw error;
      refused.push({ kind: "crl", index, reason: error.message });
    }
  });
  return [...known.values()].sort((a, b) => b.thisUpdate - a.thisUpdate);
}

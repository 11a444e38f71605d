/** Certificates, lists and bundles as the administrator sees them, with where each came from. */
import { createHash } from "node:crypto";
import type { TrustOverview } from "../app/ports/trust.ts";
import { toHex } from "../seal/hex.ts";
import type { TrustSet } from "../seal/trust-set.ts";
import type { Certificate } from "../seal/x509/certificate.ts";
import { commonName } from "../seal/x509/name.ts";
import type { RevocationList } from "../seal/x509/revocation-list.ts";
import { type Additions, activeAdditions } from "./additions.ts";
import type { SignedBundle } from "./bundle.ts";
import { listKey } from "./list-key.ts";

export type CertificateView = TrustOverview["certificates"][number];
export type ListView = TrustOverview["lists"][number];
export type BundleView = NonNullable<TrustOverview["bundle"]>;
type Origin = CertificateView["origin"];

const MOST_NAMES = 10;

/** Tells by fingerprint where an element came from. */
export type OriginOf = (fingerprint: string) => Origin;

export function originsOf(bundle: SignedBundle | undefined, additions: Additions): OriginOf {
  const { certificates, lists } = activeAdditions(bundle, additions);
  const imported = new Map(
    [...certificates, ...lists].map(({ fingerprint, by, at, fileName, fileSm3 }): [string, Origin] => {
      return [fingerprint, { kind: "imported", by, at, fileName, fileSm3 }];
    }),
  );
  return (fingerprint) => imported.get(fingerprint) ?? { kind: "province" };
}

export function certificateViews(trust: TrustSet, originOf: OriginOf): CertificateView[] {
  const view = (role: CertificateView["role"]) => (certificate: Certificate) => {
    const { fingerprint, subject, issuer, serialNumber, notBefore, notAfter } = certificate;
    return {
      fingerprint,
      sha256: createHash("sha256").update(certificate.der).digest("hex"),
      role,
      subject: subject.text,
      issuer: issuer.text,
      serialNumber: toHex(serialNumber),
      notBefore,
      notAfter,
      origin: originOf(fingerprint),
    };
  };
  return [...trust.anchors.map(view("anchor")), ...trust.intermediates.map(view("intermediate"))];
}

export const scopeOf = ({ scope }: RevocationList): ListView["scope"] =>
  scope.onlyUsers ? "users" : scope.onlyAuthorities ? "authorities" : "all";

export function listViews(trust: TrustSet, originOf: OriginOf): ListView[] {
  const byIssuer = Map.groupBy([...trust.anchors, ...trust.intermediates], ({ issuer }) => issuer.key);
  const answered = new Set<string>();
  // Newest first: the first usable one of a key answers.
  return trust.lists.map((list): ListView => {
    const key = listKey(list);
    const isActive = list.unusable === undefined && !answered.has(key);
    if (isActive) answered.add(key);
    const { fingerprint, issuer, thisUpdate, nextUpdate, entries, unusable } = list;
    const below = (byIssuer.get(issuer.key) ?? []).map(({ subject }) => commonName(subject));
    return {
      fingerprint,
      issuer: issuer.text,
      scope: scopeOf(list),
      thisUpdate,
      ...(nextUpdate === undefined ? {} : { nextUpdate }),
      entries: entries.count,
      origin: originOf(fingerprint),
      isActive,
      speaksFor: [...new Set(below)].slice(0, MOST_NAMES),
      failsFrom: nextUpdate ?? thisUpdate,
      ...(unusable === undefined ? {} : { problem: unusable }),
    };
  });
}

export function bundleView({ payload, keyId }: SignedBundle) {
  const { issue, issuedAt, nextUpdate, publisher } = payload;
  return { issue, issuedAt, nextUpdate, publisher, keyId };
}

/**
 * A small SM2 PKI: root → authority → seal maker and signer, with a fresh revocation list of each CA. Every date is
 * relative to `NOW`, the instant that tests verify at. All names are invented.
 */
import { buildTrustSet, type TrustMaterial, type TrustSet } from "../../../electron/seal/trust-set.ts";
import { platformCrypto } from "../../../electron/verification/platform-crypto.ts";
import {
  type CertificateOptions,
  type CrlOptions,
  issueCertificate,
  issueCrl,
  type Party,
  type RevokedSerial,
  USAGE,
} from "./certificate.ts";

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const YEAR = 365 * DAY;
/** 2026-11-24 10:00 in Beijing. */
export const NOW = Date.UTC(2026, 10, 24, 2);
/** When the standard license was sealed. */
export const SIGNED_AT = NOW - 30 * DAY;

const SIGNING = [USAGE.digitalSignature, USAGE.nonRepudiation];
const ISSUING = [USAGE.keyCertSign, USAGE.crlSign];

export interface Pki {
  readonly root: Party;
  readonly authority: Party;
  readonly maker: Party;
  readonly signer: Party;
}

export type PkiChanges = { readonly [Role in keyof Pki]?: Partial<CertificateOptions> };

let standard: Pki | undefined;

/** Without changes always the same one, made once. */
export function createPki(changes?: PkiChanges): Pki {
  if (changes) return makePki(changes);
  standard ??= makePki({});
  return standard;
}

function makePki(changes: PkiChanges): Pki {
  const dates = { notBefore: NOW - 2 * YEAR, notAfter: NOW + 3 * YEAR };
  const root = issueCertificate({
    commonName: "测试根 R1",
    organization: "测试认证中心",
    ...dates,
    notAfter: NOW + 20 * YEAR,
    isCa: true,
    keyUsage: ISSUING,
    ...changes.root,
  });
  const authority = issueCertificate({
    commonName: "测试签发 CA1",
    organization: "测试认证中心",
    issuer: root,
    ...dates,
    isCa: true,
    pathLength: 0,
    keyUsage: ISSUING,
    ...changes.authority,
  });
  const leaf = { issuer: authority, ...dates, isCa: false, keyUsage: SIGNING };
  const maker = issueCertificate({ commonName: "测试制章中心", ...leaf, ...changes.maker });
  const signer = issueCertificate({
    commonName: "云川市行政审批局",
    organization: "云川市行政审批局",
    ...leaf,
    ...changes.signer,
  });
  return { root, authority, maker, signer };
}

export interface ListChanges {
  readonly root?: Partial<CrlOptions>;
  readonly authority?: Partial<CrlOptions>;
}

/** One list of the root and one of the authority, an hour old. */
export function issueLists(pki: Pki, changes: ListChanges = {}): readonly Uint8Array[] {
  return (["root", "authority"] as const).map((role) =>
    issueCrl({ issuer: pki[role], thisUpdate: NOW - HOUR, ...changes[role] }),
  );
}

/** Trust data that make the PKI's licenses pass; `changes` replace whole parts. */
export function trustIn(pki: Pki, changes: Partial<TrustMaterial> = {}): TrustSet {
  const material = {
    anchors: [pki.root.certificate],
    intermediates: [pki.authority.certificate],
    crls: changes.crls ?? issueLists(pki),
    ...changes,
  };
  return buildTrustSet(material, platformCrypto);
}

let standardTrust: TrustSet | undefined;

/** Trust in the standard PKI, built once. */
export function standardTrustSet(): TrustSet {
  standardTrust ??= trustIn(createPki());
  return standardTrust;
}

/** Trust data whose list names `party` as revoked. */
export function trustRevoking(pki: Pki, party: Party, revoked: Omit<RevokedSerial, "serial">): TrustSet {
  const entry = { serial: party.serial, ...revoked };
  const role = party === pki.authority ? "root" : "authority";
  return trustIn(pki, { crls: issueLists(pki, { [role]: { revoked: [entry] } }) });
}

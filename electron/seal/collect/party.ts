/** Gathers what is known of one who signed: certificate, signature value, path, revocation. */
import type { CertificateFact, PartyFacts } from "../facts.ts";
import { verifySm2 } from "../sm2/verify.ts";
import type { TrustSet } from "../trust-set.ts";
import { type Certificate, tryReadCertificate } from "../x509/certificate.ts";
import { buildPath, type PathAnswer } from "../x509/path.ts";
import { type RevocationAnswer, type RevocationTime, revocationAlong } from "../x509/revocation.ts";
import type { SignatureAnswer } from "../x509/signed-by.ts";

export interface CollectContext extends RevocationTime {
  readonly trust: TrustSet;
}

export interface SignedPiece {
  readonly tbs: Uint8Array;
  readonly algorithm: string;
  readonly signature: Uint8Array;
}

export function readCertificateFact(der: Uint8Array): CertificateFact {
  if (der.length === 0) return { kind: "missing" };
  const outcome = tryReadCertificate(der);
  return typeof outcome === "string" ? { kind: "broken", reason: outcome } : { kind: "present", certificate: outcome };
}

/**
 * @param others certificates of the same document, which may stand between
 * @param signedAt claimed signing time, epoch milliseconds
 */
export function collectParty(
  fact: CertificateFact,
  piece: SignedPiece,
  context: CollectContext,
  { others, signedAt }: { readonly others: readonly CertificateFact[]; readonly signedAt: number },
): PartyFacts {
  const { algorithm } = piece;
  if (fact.kind !== "present") return { certificate: fact, algorithm, answer: "unanswered", revocation: [] };
  const { certificate } = fact;
  const extra = others.flatMap((other) => (other.kind === "present" ? [other.certificate] : []));
  const path = buildPath(certificate, context.trust, extra, [signedAt, context.at]);
  return {
    certificate: fact,
    algorithm,
    answer: answerFor(certificate, piece),
    path,
    revocation: revocationOn(path, context),
  };
}

function answerFor(certificate: Certificate, { tbs, signature }: SignedPiece): SignatureAnswer {
  const key = certificate.publicKey;
  if (key.kind !== "sm2") return "unsupported";
  return verifySm2(key.point, tbs, signature) ? "valid" : "invalid";
}

function revocationOn(path: PathAnswer, context: CollectContext): readonly RevocationAnswer[] {
  return path.kind === "trusted" ? revocationAlong(path.path, context.trust, context) : [];
}

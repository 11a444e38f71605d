/** Gathers what is known of one who signed: certificate, signature value, path, revocation. */
import type { CertificateFact, PartyFacts } from "../facts.ts";
import type { HashName } from "../signatures/hash.ts";
import { type AlgorithmIdentifier, messageScheme } from "../signatures/scheme.ts";
import { type SignatureAnswer, verifyMessage } from "../signatures/verify-message.ts";
import type { TrustSet } from "../trust-set.ts";
import { type Certificate, tryReadCertificate } from "../x509/certificate.ts";
import { buildPath, type PathAnswer } from "../x509/path.ts";
import { type RevocationAnswer, type RevocationTime, revocationAlong } from "../x509/revocation.ts";
import type { Effort } from "./effort.ts";

export interface CollectContext extends RevocationTime {
  readonly trust: TrustSet;
  readonly effort: Effort;
}

export interface SignedPiece {
  readonly algorithm: AlgorithmIdentifier;
  /** Named apart from the algorithm in SignedData. */
  readonly hash?: HashName;
  /** Forms that the signed bytes may have; a signature over one of them is enough. */
  readonly messages: readonly Uint8Array[];
  readonly signature: Uint8Array;
}

export interface PartySurroundings {
  /** Certificates of the same document, which may stand between. */
  readonly others: readonly CertificateFact[];
  /** Epoch milliseconds; undefined when nobody says. */
  readonly signedAt: number | undefined;
}

export function readCertificateFact(der: Uint8Array, { effort }: CollectContext): CertificateFact {
  if (der.length === 0) return { kind: "missing" };
  effort.certificateBytes -= Math.max(1024, der.length);
  if (effort.certificateBytes < 0) return { kind: "broken", reason: "too many certificates in one file" };
  const outcome = tryReadCertificate(der);
  return typeof outcome === "string" ? { kind: "broken", reason: outcome } : { kind: "present", certificate: outcome };
}

export function collectParty(
  fact: CertificateFact,
  piece: SignedPiece,
  context: CollectContext,
  { others, signedAt }: PartySurroundings,
): PartyFacts {
  const { id, parameters } = piece.algorithm;
  const stated = { algorithm: id, ...(parameters && { parameters }), ...(piece.hash && { hash: piece.hash }) };
  if (fact.kind !== "present") return { certificate: fact, ...stated, answer: "unanswered", revocation: [] };
  const { certificate } = fact;
  const extra = others.flatMap((other) => (other.kind === "present" ? [other.certificate] : []));
  const store = { ...context.trust, effort: context.effort };
  const path = buildPath(certificate, store, extra, [signedAt ?? context.at, context.at]);
  return {
    certificate: fact,
    ...stated,
    ...answerFor(certificate, piece, context.trust),
    path,
    revocation: revocationOn(path, context),
  };
}

type Answer = Pick<PartyFacts, "fits"> & { readonly answer: SignatureAnswer };

/** An SM2 key is asked whatever the algorithm is called: a wrong name is a fault of its own. */
function answerFor({ publicKey }: Certificate, piece: SignedPiece, { memory }: TrustSet): Answer {
  const { algorithm, hash, messages, signature } = piece;
  const scheme = publicKey.kind === "sm2" ? ({ kind: "sm2" } as const) : messageScheme(algorithm, hash);
  const answers = messages.map((message) => verifyMessage(publicKey, { scheme, message, signature }, memory.platform));
  const fits = answers.findIndex((answer) => answer !== "invalid");
  return { answer: answers[fits] ?? "invalid", ...(fits >= 0 && { fits }) };
}

function revocationOn(path: PathAnswer, context: CollectContext): readonly RevocationAnswer[] {
  return path.kind === "trusted" ? revocationAlong(path.path, context.trust, context) : [];
}

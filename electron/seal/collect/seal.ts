/** Gathers what is known of a seal: its maker, its file beside the signature, its signer list, its status. */
import { isSameBytes } from "../bytes.ts";
import type { CertificateFact, SealFacts } from "../facts.ts";
import type { SesSeal } from "../ses/seal.ts";
import { sm3 } from "../sm3.ts";
import type { Certificate } from "../x509/certificate.ts";
import { isSameKey } from "../x509/public-key.ts";
import { type CollectContext, collectParty, readCertificateFact, type SignedPiece } from "./party.ts";
import { timestampOn } from "./timestamp.ts";

/** Certificates of a list that are looked at for the hint "renewed". */
const MOST_HINTS = 64;

export interface SealSurroundings {
  readonly signer: CertificateFact;
  /** Seal.esl, when the package has it. */
  readonly sealFile: Uint8Array | undefined;
  readonly signedAt: number | undefined;
}

export function collectSeal(seal: SesSeal, context: CollectContext, surroundings: SealSurroundings): SealFacts {
  const { signer, sealFile, signedAt } = surroundings;
  const maker = readCertificateFact(seal.makerCertificate, context);
  const status = context.trust.sealStatus;
  const entry = status?.seals.find(({ sealId }) => sealId === seal.id);
  return {
    seal,
    maker: collectParty(maker, makerPiece(seal), context, { others: [signer], signedAt }),
    file: sealFile ? (isSameBytes(sealFile, seal.raw) ? "same" : "different") : "absent",
    signer: signer.kind === "present" ? findSigner(seal, signer.certificate, context) : "unanswered",
    ...timestampOn(seal, context),
    ...(entry && { status: entry }),
    ...(status && { statusAsOf: status.asOf }),
  };
}

function makerPiece({ algorithm, tbs, signature }: SesSeal): SignedPiece {
  return { algorithm: { id: algorithm }, messages: [tbs], signature };
}

function findSigner({ signers }: SesSeal, signer: Certificate, context: CollectContext): SealFacts["signer"] {
  if (signers.kind === "digests") {
    const digest = sm3(signer.der);
    return signers.digests.some((listed) => isSameBytes(listed, digest)) ? "listed" : "not-listed";
  }
  if (signers.certificates.some((listed) => isSameBytes(listed, signer.der))) return "listed";
  const isRenewed = signers.certificates
    .slice(0, MOST_HINTS)
    .some((listed) => isSameHolder(readCertificateFact(listed, context), signer));
  return isRenewed ? "renewed" : "not-listed";
}

function isSameHolder(listed: CertificateFact, signer: Certificate): boolean {
  if (listed.kind !== "present") return false;
  const other = listed.certificate;
  return other.subject.key === signer.subject.key && isSameKey(other.publicKey, signer.publicKey);
}

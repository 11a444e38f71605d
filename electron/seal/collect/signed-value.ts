/** Gathers what a signed value says: who signed, with which seal, when, and whether it speaks of the bytes it is held against. */
import { isSameBytes } from "../bytes.ts";
import type { CertificateFact, SignedFacts } from "../facts.ts";
import type { SesSeal } from "../ses/seal.ts";
import type { SesSignature } from "../ses/signature.ts";
import type { SignedValue } from "../ses/signed-value.ts";
import type { HashName } from "../signatures/hash.ts";
import { messageScheme } from "../signatures/scheme.ts";
import { type CollectContext, collectParty, readCertificateFact } from "./party.ts";
import type { ProtectedBytes } from "./protected-bytes.ts";
import { collectSeal } from "./seal.ts";
import { collectSignedData } from "./signed-data.ts";
import { timestampOn } from "./timestamp.ts";

/** @param sealFile Seal.esl, when the package has it */
export function collectSignedValue(
  value: SignedValue | undefined,
  subject: ProtectedBytes,
  context: CollectContext,
  sealFile?: Uint8Array,
): SignedFacts {
  switch (value?.form) {
    case "ses":
      return collectSes(value.signature, value.seal, { subject, context, sealFile });
    case "signed-data":
      return {
        ...collectSignedData(value.data, subject, context),
        ...timestampOn(value.data.signer, context),
      };
    case "bare":
      return { dataHash: "unanswered", signer: NOBODY };
    default:
      return { dataHash: "unanswered" };
  }
}

/** A bare value says of nobody that he signed. */
const NOBODY = { certificate: { kind: "missing" }, algorithm: "", answer: "unanswered", revocation: [] } as const;

interface SesSurroundings {
  readonly subject: ProtectedBytes;
  readonly context: CollectContext;
  readonly sealFile: Uint8Array | undefined;
}

function collectSes(signature: SesSignature, seal: SesSeal | string, surroundings: SesSurroundings): SignedFacts {
  const { subject, context, sealFile } = surroundings;
  const { signedAt, algorithm, tbs, dataHash } = signature;
  const signer = readCertificateFact(signature.signerCertificate, context);
  const maker = typeof seal === "string" ? [] : [readCertificateFact(seal.makerCertificate, context)];
  const digest = subject.digest(hashWith(algorithm, signer));
  const piece = { algorithm: { id: algorithm }, messages: [tbs], signature: signature.signature };
  return {
    dataHash: digest ? (isSameBytes(dataHash, digest) ? "same" : "different") : "unanswered",
    signer: collectParty(signer, piece, context, { others: maker, signedAt }),
    ...(typeof seal !== "string" && { seal: collectSeal(seal, context, { signer, sealFile, signedAt }) }),
    ...(signedAt !== undefined && { claimedAt: signedAt }),
    ...timestampOn(signature, context),
  };
}

/** SES names no digest of its own: SM3, or for an RSA or ECDSA signer the hash of the signature algorithm. */
function hashWith(algorithm: string, signer: CertificateFact): HashName {
  const isSm2 = signer.kind !== "present" || signer.certificate.publicKey.kind === "sm2";
  const scheme = isSm2 ? undefined : messageScheme({ id: algorithm }, undefined);
  return scheme === undefined || scheme.kind === "sm2" ? "sm3" : scheme.hash;
}

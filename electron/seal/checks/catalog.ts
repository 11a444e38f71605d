/** All checks by id. The id is the name of the file; the order of asking is in codes.ts. */
import type { DocumentCheck, OfdSignatureCheck, PdfSignatureCheck, SignatureCheck } from "../answers/outcome.ts";
import type { DocumentCheckId, SignatureCheckId } from "../codes.ts";
import { algorithmStrength } from "./algorithm-strength.ts";
import { allBodiesSigned } from "./all-bodies-signed.ts";
import { authoritiesRevocation } from "./authorities-revocation.ts";
import { baseSignature } from "./base-signature.ts";
import { changesSince } from "./changes-since.ts";
import { containerSound } from "./container-sound.ts";
import { digestMethod } from "./digest-method.ts";
import { docInfoProtected } from "./doc-info-protected.ts";
import { documentCovered } from "./document-covered.ts";
import { fileFormat } from "./file-format.ts";
import { makerChain } from "./maker-chain.ts";
import { makerDates } from "./maker-dates.ts";
import { makerRevocation } from "./maker-revocation.ts";
import { packageStructure } from "./package-structure.ts";
import { purposeSigned } from "./purpose-signed.ts";
import { referencesFound } from "./references-found.ts";
import { referencesIntact } from "./references-intact.ts";
import { referencesListed } from "./references-listed.ts";
import { sameSigner } from "./same-signer.ts";
import { sealCreatedBefore } from "./seal-created-before.ts";
import { sealFile } from "./seal-file.ts";
import { sealFormat } from "./seal-format.ts";
import { sealSignature } from "./seal-signature.ts";
import { sealStatus } from "./seal-status.ts";
import { sealTimestamp } from "./seal-timestamp.ts";
import { sealValidNow } from "./seal-valid-now.ts";
import { sealValidity } from "./seal-validity.ts";
import { signatureAlgorithm } from "./signature-algorithm.ts";
import { signatureCovers } from "./signature-covers.ts";
import { signatureFile } from "./signature-file.ts";
import { signatureFileIntact } from "./signature-file-intact.ts";
import { signaturePresent } from "./signature-present.ts";
import { signatureValue } from "./signature-value.ts";
import { signedBytesIntact } from "./signed-bytes-intact.ts";
import { signedRange } from "./signed-range.ts";
import { signedValueFormat } from "./signed-value-format.ts";
import { signedValueFound } from "./signed-value-found.ts";
import { signerCertificate } from "./signer-certificate.ts";
import { signerChain } from "./signer-chain.ts";
import { signerDates } from "./signer-dates.ts";
import { signerInSeal } from "./signer-in-seal.ts";
import { signerKeyUsage } from "./signer-key-usage.ts";
import { signerRevocation } from "./signer-revocation.ts";
import { signerSample } from "./signer-sample.ts";
import { signingTime } from "./signing-time.ts";
import { signingTimeZone } from "./signing-time-zone.ts";
import { timestamp } from "./timestamp.ts";
import { xmlWithoutDoctype } from "./xml-without-doctype.ts";

export const DOCUMENT_CHECK_OF: Readonly<Record<DocumentCheckId, DocumentCheck>> = {
  "file-format": fileFormat,
  "container-sound": containerSound,
  "xml-without-doctype": xmlWithoutDoctype,
  "package-structure": packageStructure,
  "signature-present": signaturePresent,
  "all-bodies-signed": allBodiesSigned,
  "document-covered": documentCovered,
  "doc-info-protected": docInfoProtected,
};

export const SIGNATURE_CHECK_OF: Readonly<Record<SignatureCheckId, SignatureCheck>> = {
  "signature-file": ofOfd(signatureFile),
  "references-listed": ofOfd(referencesListed),
  "digest-method": ofOfd(digestMethod),
  "references-found": ofOfd(referencesFound),
  "references-intact": ofOfd(referencesIntact),
  "signed-value-found": ofOfd(signedValueFound),
  "signed-range": ofPdf(signedRange),
  "signed-value-format": signedValueFormat,
  "signature-file-intact": ofOfd(signatureFileIntact),
  "signed-bytes-intact": ofPdf(signedBytesIntact),
  "changes-since": ofPdf(changesSince),
  "signer-certificate": signerCertificate,
  "signature-algorithm": signatureAlgorithm,
  "algorithm-strength": algorithmStrength,
  "signature-value": signatureValue,
  "purpose-signed": purposeSigned,
  "seal-format": sealFormat,
  "seal-signature": sealSignature,
  "seal-file": sealFile,
  "seal-validity": sealValidity,
  "seal-valid-now": sealValidNow,
  "seal-created-before": sealCreatedBefore,
  "seal-status": sealStatus,
  "seal-timestamp": sealTimestamp,
  "signer-in-seal": signerInSeal,
  "signer-key-usage": signerKeyUsage,
  "signer-chain": signerChain,
  "signer-dates": signerDates,
  "signer-revocation": signerRevocation,
  "signer-sample": signerSample,
  "maker-chain": makerChain,
  "maker-dates": makerDates,
  "maker-revocation": makerRevocation,
  "authorities-revocation": authoritiesRevocation,
  "signing-time": signingTime,
  "signing-time-zone": signingTimeZone,
  timestamp,
  "signature-covers": ofOfd(signatureCovers),
  "same-signer": ofOfd(sameSigner),
  "base-signature": ofOfd(baseSignature),
};

function ofOfd(check: OfdSignatureCheck): SignatureCheck {
  return (facts, context) => (facts.format === "ofd" ? check(facts, context) : undefined);
}

function ofPdf(check: PdfSignatureCheck): SignatureCheck {
  return (facts, context) => (facts.format === "pdf" ? check(facts, context) : undefined);
}

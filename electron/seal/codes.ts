/**
 * The closed lists of this folder: every code that a check can raise and every check. String tables are typed by them,
 * so a code without a sentence does not compile. Names are those of the verdict tables; what they weigh is in default-policy.json.
 */

export const CODES = [
  // The file as a whole.
  "FORMAT_UNSUPPORTED",
  "CONTAINER_LIMIT",
  "CONTAINER_MALFORMED",
  "CONTAINER_DUPLICATE_ENTRY",
  "CONTAINER_UNSAFE_NAME",
  "PDF_NEEDS_REPAIR",
  "PDF_MALFORMED",
  "PDF_ENCRYPTED",
  "XML_DTD",
  "XML_MALFORMED",
  "XML_ENCODING",
  "XML_LIMIT",
  "XML_NAMESPACE",
  "XML_REPEATED_ELEMENT",
  "OFD_MALFORMED",
  "NO_SIGNATURE",
  "UNSIGNED_DOCBODY",
  "COVERAGE_PARTIAL_STRUCTURE",
  "COVERAGE_PARTIAL_RENDERED",
  "COVERAGE_PARTIAL_ATTACHMENT",
  "COVERAGE_PARTIAL_INFO",
  "DOC_INFO_UNPROTECTED",
  // One signature: its files and what they protect.
  "SIGNATURE_XML_MISSING",
  "SIGNATURE_XML_FORMAT",
  "BYTE_RANGE_INVALID",
  "CHANGED_AFTER_SIGNING",
  "FILLED_AFTER_SIGNING",
  "SIGNED_VALUE_MISSING",
  "SIGNED_VALUE_FORMAT",
  "EMPTY_REFERENCES",
  "REFERENCE_REPEATED",
  "REFERENCE_MISSING",
  "REFERENCE_MISMATCH",
  "DIGEST_ALGORITHM_WEAK",
  "DIGEST_ALGORITHM_UNKNOWN",
  "SIGNATURE_XML_MISMATCH",
  "BASE_SIGNATURE_MISSING",
  "SEEN_UNDER_ANOTHER_SIGNER",
  // The signer.
  "SIGNER_CERT_MISSING",
  "SIGNER_CERT_FORMAT",
  "ALGORITHM_INCONSISTENT",
  "ALGORITHM_UNSUPPORTED",
  "KEY_TOO_SHORT",
  "SIGNATURE_VALUE_INVALID",
  "SIGNED_DIGEST_ONLY",
  "SIGNER_KEY_USAGE",
  "SIGNER_CHAIN_NOT_FOUND",
  "SIGNER_CHAIN_INVALID",
  "SIGNER_REVOKED",
  "SAMPLE_SIGNER",
  // The seal and its maker.
  "SEAL_FORMAT",
  "SEAL_EXTENSION_UNKNOWN",
  "SEAL_SIGNATURE_INVALID",
  "SEAL_FILE_MISMATCH",
  "SEAL_EXPIRED_AT_SIGNING",
  "SEAL_NOT_YET_VALID",
  "SEAL_EXPIRED_NOW",
  "SEAL_CREATED_AFTER_SIGNING",
  "SEAL_WITHDRAWN",
  "SEAL_STATUS_NOT_CHECKED",
  "SIGNER_NOT_IN_SEAL",
  "SEAL_MAKER_CHAIN_NOT_FOUND",
  "SEAL_MAKER_CHAIN_INVALID",
  "SEAL_MAKER_REVOKED",
  // Both chains.
  "CA_REVOKED",
  "REVOCATION_UNKNOWN",
  "REVOCATION_STALE",
  "CERTIFICATE_OUT_OF_DATE_NOW",
  "CERTIFICATE_OUT_OF_DATE_AT_SIGNING",
  // Time.
  "SIGNING_TIME_MISSING",
  "TIME_IN_FUTURE",
  "SIGNED_AFTER_TIMESTAMP",
  "TIME_ZONE_DOUBTFUL",
  "TIMESTAMP_INVALID",
  "TIMESTAMP_NOT_CHECKED",
  // The verdict itself.
  "VERDICT_INCONSISTENT",
] as const;

export type VerdictCode = (typeof CODES)[number];

/** Questions about the file as a whole, in the order they are asked. Each id names a file in `checks/`. */
export const DOCUMENT_CHECKS = [
  "file-format",
  "container-sound",
  "xml-without-doctype",
  "package-structure",
  "signature-present",
  "all-bodies-signed",
  "document-covered",
  "doc-info-protected",
] as const;

/** Questions about one signature, in the order they are asked. Each id names a file in `checks/`. */
export const SIGNATURE_CHECKS = [
  "signature-file",
  "references-listed",
  "digest-method",
  "references-found",
  "references-intact",
  "signed-value-found",
  "signed-range",
  "signed-value-format",
  "signature-file-intact",
  "signed-bytes-intact",
  "changes-since",
  "signer-certificate",
  "signature-algorithm",
  "algorithm-strength",
  "signature-value",
  "purpose-signed",
  "seal-format",
  "seal-signature",
  "seal-file",
  "seal-validity",
  "seal-valid-now",
  "seal-created-before",
  "seal-status",
  "seal-timestamp",
  "signer-in-seal",
  "signer-key-usage",
  "signer-chain",
  "signer-dates",
  "signer-revocation",
  "signer-sample",
  "maker-chain",
  "maker-dates",
  "maker-revocation",
  "authorities-revocation",
  "signing-time",
  "signing-time-zone",
  "timestamp",
  "signature-covers",
  "same-signer",
  "base-signature",
] as const;

export type DocumentCheckId = (typeof DOCUMENT_CHECKS)[number];
export type SignatureCheckId = (typeof SIGNATURE_CHECKS)[number];
export type CheckId = DocumentCheckId | SignatureCheckId;

const KNOWN_CODES: ReadonlySet<string> = new Set(CODES);

export function isVerdictCode(code: string): code is VerdictCode {
  return KNOWN_CODES.has(code);
}

/**
 * The policy: what each code means for the verdict. A plain, versioned document that can be stored as JSON; checks know
 * nothing of it. Rows are in order of weight: of several causes the first one is shown (seals.md section 6).
 */
import type { VerdictCode } from "./codes.ts";
import type { Decision, Indication, SubIndication } from "./report.ts";

/** `fail` decides; `warn` is told beside a verdict; `info` stands in the evidence only. */
export type Severity = "fail" | "warn" | "info";

/** A code that means different things by circumstance has a row for each; the row without a variant is for the rest. */
export type CauseVariant =
  /** The time is proven by a timestamp, not only claimed. */
  | "proven"
  /** Revoked after the signing time that is claimed. */
  | "claimed-before"
  /** Suspended, which may end again. */
  | "on-hold"
  /** A list says that the certificate was not revoked while it lasted. */
  | "not-revoked"
  /** A seal maker's certificate that lapsed after it had made the seal. */
  | "maker"
  /** Only a CA above is too young for the signing time: it has renewed its certificate since. */
  | "renewed-authority"
  /** A signature along the chain does not hold; otherwise a rule is broken. */
  | "bad-signature"
  /** A seal withdrawn after it was used. */
  | "after-signing"
  /** Lapsed by now, and no list answers for the time while it lasted. */
  | "unlisted"
  /** The station trusts no root at all. */
  | "no-anchors"
  /** A date cannot be judged without it. */
  | "needed";

export interface PolicyRow {
  readonly code: VerdictCode;
  readonly variant?: CauseVariant;
  readonly severity: Severity;
  /** For `fail` only. */
  readonly indication?: Exclude<Indication, "TOTAL_PASSED">;
  readonly subIndication?: SubIndication;
  readonly decision?: Decision;
}

export interface Policy {
  readonly version: string;
  readonly rows: readonly PolicyRow[];
}

function failed(code: VerdictCode, subIndication: SubIndication, variant?: CauseVariant): PolicyRow {
  const verdict = { severity: "fail", indication: "TOTAL_FAILED", subIndication, decision: "reject" } as const;
  return { code, ...(variant && { variant }), ...verdict };
}

function open(code: VerdictCode, subIndication: SubIndication, decision: Decision, variant?: CauseVariant): PolicyRow {
  const verdict = { severity: "fail", indication: "INDETERMINATE", subIndication, decision } as const;
  return { code, ...(variant && { variant }), ...verdict };
}

const FORMAT_CODES = [
  "CONTAINER_DUPLICATE_ENTRY",
  "CONTAINER_UNSAFE_NAME",
  "CONTAINER_LIMIT",
  "CONTAINER_MALFORMED",
  "XML_DTD",
  "XML_ENCODING",
  "XML_LIMIT",
  "XML_MALFORMED",
  "OFD_MALFORMED",
  "SIGNATURE_XML_MISSING",
  "SIGNATURE_XML_FORMAT",
  "REFERENCE_REPEATED",
  "SIGNED_VALUE_MISSING",
  "SIGNED_VALUE_FORMAT",
  "SEAL_FORMAT",
] as const satisfies readonly VerdictCode[];

export const DEFAULT_POLICY: Policy = {
  version: "2026-11-28",
  rows: [
    ...FORMAT_CODES.map((code) => failed(code, "FORMAT_FAILURE")),
    failed("REFERENCE_MISMATCH", "HASH_FAILURE"),
    failed("SIGNATURE_XML_MISMATCH", "HASH_FAILURE"),
    failed("SEAL_FILE_MISMATCH", "HASH_FAILURE"),
    failed("SIGNATURE_VALUE_INVALID", "SIG_CRYPTO_FAILURE"),
    failed("SEAL_SIGNATURE_INVALID", "SIG_CRYPTO_FAILURE"),
    failed("SIGNER_REVOKED", "REVOKED", "proven"),
    failed("CERTIFICATE_OUT_OF_DATE_AT_SIGNING", "EXPIRED", "proven"),

    {
      code: "NO_SIGNATURE",
      severity: "fail",
      indication: "NO_SIGNATURE",
      subIndication: "NO_SIGNATURE_FOUND",
      decision: "reject",
    },

    open("REFERENCE_MISSING", "SIGNED_DATA_NOT_FOUND", "reject"),
    open("EMPTY_REFERENCES", "SIGNED_DATA_NOT_FOUND", "reject"),
    open("SIGNER_CERT_MISSING", "NO_SIGNING_CERTIFICATE_FOUND", "reject"),
    open("SIGNER_CERT_FORMAT", "NO_SIGNING_CERTIFICATE_FOUND", "reject"),
    open("UNSIGNED_DOCBODY", "SIG_CONSTRAINTS_FAILURE", "reject"),
    open("COVERAGE_PARTIAL_STRUCTURE", "SIG_CONSTRAINTS_FAILURE", "reject"),
    open("COVERAGE_PARTIAL_RENDERED", "SIG_CONSTRAINTS_FAILURE", "reject"),
    open("BASE_SIGNATURE_MISSING", "SIG_CONSTRAINTS_FAILURE", "reject"),
    open("ALGORITHM_INCONSISTENT", "SIG_CONSTRAINTS_FAILURE", "reject"),
    open("SIGNER_NOT_IN_SEAL", "SIG_CONSTRAINTS_FAILURE", "reject"),
    open("SEAL_NOT_YET_VALID", "SIG_CONSTRAINTS_FAILURE", "reject"),
    open("SEAL_EXPIRED_AT_SIGNING", "SIG_CONSTRAINTS_FAILURE", "reject"),
    open("SEAL_WITHDRAWN", "SIG_CONSTRAINTS_FAILURE", "reject"),
    open("SIGNER_REVOKED", "REVOKED_NO_POE", "reject"),
    open("CA_REVOKED", "REVOKED_CA_NO_POE", "reject"),
    open("SIGNER_KEY_USAGE", "CHAIN_CONSTRAINTS_FAILURE", "reject"),
    open("SIGNER_CHAIN_INVALID", "CERTIFICATE_CHAIN_GENERAL_FAILURE", "reject", "bad-signature"),
    open("SEAL_MAKER_CHAIN_INVALID", "CERTIFICATE_CHAIN_GENERAL_FAILURE", "reject", "bad-signature"),
    open("SIGNER_CHAIN_INVALID", "CHAIN_CONSTRAINTS_FAILURE", "reject"),
    open("SEAL_MAKER_CHAIN_INVALID", "CHAIN_CONSTRAINTS_FAILURE", "reject"),
    open("TIME_IN_FUTURE", "TIMESTAMP_ORDER_FAILURE", "reject"),
    open("SIGNED_AFTER_TIMESTAMP", "TIMESTAMP_ORDER_FAILURE", "reject"),
    open("SEAL_CREATED_AFTER_SIGNING", "TIMESTAMP_ORDER_FAILURE", "reject"),
    open("CERTIFICATE_OUT_OF_DATE_AT_SIGNING", "OUT_OF_BOUNDS_NO_POE", "reject"),
    open("SEAL_MAKER_CHAIN_NOT_FOUND", "NO_CERTIFICATE_CHAIN_FOUND", "reject"),

    open("SIGNER_CHAIN_NOT_FOUND", "NO_CERTIFICATE_CHAIN_FOUND", "refer"),
    open("SEAL_MAKER_CHAIN_NOT_FOUND", "NO_CERTIFICATE_CHAIN_FOUND", "refer", "no-anchors"),
    open("FORMAT_UNSUPPORTED", "SIG_CONSTRAINTS_FAILURE", "refer"),
    open("SEAL_EXTENSION_UNKNOWN", "SIG_CONSTRAINTS_FAILURE", "refer"),
    open("SEAL_WITHDRAWN", "SIG_CONSTRAINTS_FAILURE", "refer", "after-signing"),
    open("SIGNER_REVOKED", "REVOKED_NO_POE", "refer", "claimed-before"),
    open("SEAL_MAKER_REVOKED", "REVOKED_NO_POE", "refer"),
    open("CERTIFICATE_OUT_OF_DATE_AT_SIGNING", "OUT_OF_BOUNDS_NO_POE", "refer", "maker"),
    open("CERTIFICATE_OUT_OF_DATE_AT_SIGNING", "OUT_OF_BOUNDS_NO_POE", "refer", "renewed-authority"),
    open("SIGNER_REVOKED", "TRY_LATER", "refer", "on-hold"),
    open("SEAL_MAKER_REVOKED", "TRY_LATER", "refer", "on-hold"),
    open("CA_REVOKED", "TRY_LATER", "refer", "on-hold"),
    open("ALGORITHM_UNSUPPORTED", "CRYPTO_CONSTRAINTS_FAILURE", "refer"),
    open("KEY_TOO_SHORT", "CRYPTO_CONSTRAINTS_FAILURE", "refer"),
    open("DIGEST_ALGORITHM_WEAK", "CRYPTO_CONSTRAINTS_FAILURE", "refer"),
    open("DIGEST_ALGORITHM_UNKNOWN", "CRYPTO_CONSTRAINTS_FAILURE", "refer"),
    // Lapsed by now and on no list: ETSI names the bounds first, since lists drop what has lapsed; it is still no acceptance.
    open("CERTIFICATE_OUT_OF_DATE_NOW", "OUT_OF_BOUNDS_NO_POE", "refer", "unlisted"),
    open("SIGNING_TIME_MISSING", "OUT_OF_BOUNDS_NO_POE", "refer", "needed"),
    open("REVOCATION_UNKNOWN", "TRY_LATER", "refer"),
    open("REVOCATION_STALE", "TRY_LATER", "refer"),

    open("CERTIFICATE_OUT_OF_DATE_NOW", "OUT_OF_BOUNDS_NO_POE", "accept"),
    open("CERTIFICATE_OUT_OF_DATE_NOW", "OUT_OF_BOUNDS_NOT_REVOKED", "accept", "not-revoked"),

    { code: "COVERAGE_PARTIAL_ATTACHMENT", severity: "warn" },
    { code: "COVERAGE_PARTIAL_INFO", severity: "warn" },
    { code: "DOC_INFO_UNPROTECTED", severity: "warn" },
    { code: "SIGNING_TIME_MISSING", severity: "warn" },
    { code: "TIME_ZONE_DOUBTFUL", severity: "warn" },
    { code: "TIMESTAMP_INVALID", severity: "warn" },
    { code: "TIMESTAMP_NOT_CHECKED", severity: "warn" },
    { code: "XML_NAMESPACE", severity: "warn" },
    { code: "XML_REPEATED_ELEMENT", severity: "warn" },
    { code: "SEAL_EXPIRED_NOW", severity: "info" },
    { code: "SEAL_STATUS_NOT_CHECKED", severity: "info" },
    { code: "SAMPLE_SIGNER", severity: "info" },
  ],
};

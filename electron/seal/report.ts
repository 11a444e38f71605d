/**
 * What a verification says: the report's shape, shared by checks, policy, screens and the command line.
 * Three layers are kept apart: facts (not here) → checks → indication and decision. Terms of ETSI EN 319 102-1.
 */

/** Answer of one check. `undetermined`: the data needed for an answer are absent. It is never "no". */
export type CheckAnswer = "passed" | "failed" | "undetermined";

/** Main indication, ETSI EN 319 102-1 clause 5.1.3, with NO_SIGNATURE for a file without any. */
export type Indication = "TOTAL_PASSED" | "INDETERMINATE" | "TOTAL_FAILED" | "NO_SIGNATURE";

/** Sub-indications in use here; the spelling is the standard's. */
export const SUB_INDICATIONS = [
  "FORMAT_FAILURE",
  "HASH_FAILURE",
  "SIG_CRYPTO_FAILURE",
  "REVOKED",
  "EXPIRED",
  "NOT_YET_VALID",
  "SIGNED_DATA_NOT_FOUND",
  "NO_SIGNING_CERTIFICATE_FOUND",
  "SIG_CONSTRAINTS_FAILURE",
  "CHAIN_CONSTRAINTS_FAILURE",
  "CERTIFICATE_CHAIN_GENERAL_FAILURE",
  "NO_CERTIFICATE_CHAIN_FOUND",
  "CRYPTO_CONSTRAINTS_FAILURE",
  "TRY_LATER",
  "REVOKED_NO_POE",
  "REVOKED_CA_NO_POE",
  "OUT_OF_BOUNDS_NO_POE",
  "OUT_OF_BOUNDS_NOT_REVOKED",
  "TIMESTAMP_ORDER_FAILURE",
  "NO_SIGNATURE_FOUND",
] as const;

export type SubIndication = (typeof SUB_INDICATIONS)[number];

/** Local decision by policy: 采信 / 不予采信 / 转人工. */
export type Decision = "accept" | "reject" | "refer";

/** One question asked of the file or of one signature. `id` names the check's file in `checks/`. */
export interface CheckResult {
  readonly id: string;
  readonly result: CheckAnswer;
  /** Codes of seals.md sections 4 and 6 that this check raised, worst first; empty when passed without remark. */
  readonly codes: readonly string[];
  /** Numbers, names of package entries, dates, certificate subjects: what the answer rests on. */
  readonly detail?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

export type CoverageClass = "STRUCTURE" | "RENDERED" | "ATTACHMENT" | "UNREACHABLE";

export interface CertificateSummary {
  readonly subject: string;
  readonly commonName: string;
  readonly organization?: string;
  readonly issuer: string;
  /** Upper-case hexadecimal. */
  readonly serialNumber: string;
  /** Epoch milliseconds. */
  readonly notBefore: number;
  readonly notAfter: number;
  /** Lower-case hexadecimal SM3 of the DER certificate. */
  readonly fingerprint: string;
  /** True when the trust data list this certificate as a sample, or its subject says 样例. */
  readonly isSample: boolean;
}

export interface SealSummary {
  readonly id: string;
  readonly name: string;
  readonly maker: string;
  readonly createdAt: number;
  readonly validFrom: number;
  readonly validTo: number;
  readonly pictureType: string;
  readonly pictureWidthMm: number;
  readonly pictureHeightMm: number;
}

export interface SignatureReport {
  readonly id: string;
  readonly kind: "seal" | "sign";
  /** For example `GB/T 38540-2020`. */
  readonly standard: string;
  readonly indication: Indication;
  readonly subIndication?: SubIndication;
  readonly decision: Decision;
  /** Every code raised that decides or warns, worst first, without repeats; what only informs stays with its check. */
  readonly codes: readonly string[];
  readonly signer?: CertificateSummary;
  readonly seal?: SealSummary;
  /** Epoch milliseconds; absent when the value could not be read. */
  readonly signedAt?: number;
  readonly timeBasis: "claimed" | "timestamp";
  readonly coverage: { readonly uncovered: readonly { readonly path: string; readonly class: CoverageClass }[] };
  readonly checks: readonly CheckResult[];
}

export interface VerificationReport {
  readonly format: "ofd" | "pdf" | "other";
  readonly indication: Indication;
  readonly subIndication?: SubIndication;
  readonly decision: Decision;
  readonly codes: readonly string[];
  /** Checks of the file as a whole: container, structure, coverage by the union of accepted signatures. */
  readonly checks: readonly CheckResult[];
  readonly signatures: readonly SignatureReport[];
  /** Lower-case hexadecimal SM3 of the file. */
  readonly sm3: string;
  readonly sizeBytes: number;
  readonly policyVersion: string;
  /** True when any accepted signature is a sample's: never an exemption outside training mode. */
  readonly isSample: boolean;
  /** Which trust data were used, so that a reader can tell their age. */
  readonly trust: {
    readonly issue?: number;
    /** Epoch ms: the oldest thisUpdate of the lists used (CRLs, seal status, bundle); absent when there is none. */
    readonly listsAsOf?: number;
  };
  /** The instant the verification was asked for, epoch milliseconds. */
  readonly verifiedAt: number;
}

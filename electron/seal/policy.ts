/**
 * The policy: what each code means for the verdict. A versioned JSON document, `default-policy.json` unless a hall has a
 * stricter one; checks know nothing of it. Rows are in order of weight: of several causes the first one is shown.
 */
import type { VerdictCode } from "./codes.ts";
import shipped from "./default-policy.json" with { type: "json" };
import type { Decision, Indication, SubIndication } from "./report.ts";

/** `fail` decides; `warn` is told beside a verdict; `info` stands in the evidence only. */
export type Severity = "fail" | "warn" | "info";

/** A code that means different things by circumstance has a row for each; the row without a variant is for the rest. */
export type CauseVariant =
  /** The time is proven by a timestamp, not only claimed. */
  | "proven"
  /** The same, for a certificate that had not begun yet. */
  | "proven-early"
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
  /** Only notes were put on it and fields filled in, which its certification allows; nobody has signed these. */
  | "annotated"
  /** The other signer has put a seal of his own on the document. */
  | "sealed"
  /** All that is seen is protected by other signatures, too. */
  | "beside"
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

/** What ships: `default-policy.json`, row by row. A test reads it through the schema that a hall's own document must pass. */
export const DEFAULT_POLICY: Policy = shipped as Policy;

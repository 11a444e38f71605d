/**
 * What a check is: one question in one file, a pure function from facts to an answer. It raises codes as causes; how
 * much a code weighs is the policy's business. A question that does not arise is answered with undefined.
 */
import type { VerdictCode } from "../codes.ts";
import type { DocumentFacts, OfdSignatureFacts, PdfSignatureFacts, SignatureFacts } from "../facts.ts";
import type { CauseVariant } from "../policy.ts";
import type { CheckAnswer, CheckResult } from "../report.ts";
import type { TrustSet } from "../trust-set.ts";

export interface Cause {
  readonly code: VerdictCode;
  readonly variant?: CauseVariant;
}

type Detail = NonNullable<CheckResult["detail"]>;

export interface CheckOutcome {
  readonly result: CheckAnswer;
  /** Never empty unless passed. */
  readonly causes: readonly Cause[];
  readonly detail?: Detail;
}

export interface CheckContext {
  /** The instant of the verification, epoch milliseconds. */
  readonly at: number;
  readonly trust: TrustSet;
}

export type DocumentCheck = (facts: DocumentFacts, context: CheckContext) => CheckOutcome | undefined;
export type SignatureCheck = (facts: SignatureFacts, context: CheckContext) => CheckOutcome | undefined;
/** Questions that only one kind of file raises. */
export type OfdSignatureCheck = (facts: OfdSignatureFacts, context: CheckContext) => CheckOutcome | undefined;
export type PdfSignatureCheck = (facts: PdfSignatureFacts, context: CheckContext) => CheckOutcome | undefined;

export function passed(detail?: Detail): CheckOutcome {
  return { result: "passed", causes: [], ...(detail && { detail }) };
}

/** Passed, with something to say beside it. */
export function remark(causes: readonly (VerdictCode | Cause)[], detail?: Detail): CheckOutcome {
  return { result: "passed", causes: causes.map(asCause), ...(detail && { detail }) };
}

export function failed(cause: VerdictCode | Cause, detail?: Detail): CheckOutcome {
  return { result: "failed", causes: [asCause(cause)], ...(detail && { detail }) };
}

/** The data that an answer needs are absent. */
export function undetermined(cause: VerdictCode | Cause, detail?: Detail): CheckOutcome {
  return { result: "undetermined", causes: [asCause(cause)], ...(detail && { detail }) };
}

function asCause(cause: VerdictCode | Cause): Cause {
  return typeof cause === "string" ? { code: cause } : cause;
}

const MOST_NAMES = 1000;

/** Names for a detail: all of them, as far as a report can hold. */
export function namedFiles(files: readonly string[]): Detail {
  return { files: files.slice(0, MOST_NAMES), ...(files.length > MOST_NAMES && { count: files.length }) };
}

/** An instant as text for details: ISO 8601 in UTC. */
export function isoTime(instant: number): string {
  return new Date(instant).toISOString();
}

/**
 * The one entrance: bytes in, report out. Facts are collected first, checks judge them, the policy weighs what they
 * raise (seals.md section 4). No bytes make it throw, and nothing that could not be checked is ever accepted.
 */
import type { Cause, CheckContext } from "./answers/outcome.ts";
import { DOCUMENT_CHECK_OF } from "./checks/catalog.ts";
import { DOCUMENT_CHECKS } from "./codes.ts";
import { type Collected, collectDocument } from "./collect/document.ts";
import { newEffort } from "./collect/effort.ts";
import type { SignatureFacts } from "./facts.ts";
import { indexPolicy, judge, neverWithoutIntegrity, type PolicyIndex } from "./indication.ts";
import { type SealPlacement, sealPlacements } from "./placements.ts";
import { DEFAULT_POLICY, type Policy } from "./policy.ts";
import type { VerificationReport } from "./report.ts";
import { reportSignature, runChecks } from "./report-signature.ts";
import { type JudgedPdf, type ShownPdf, shownPdf } from "./shown-pdf.ts";
import type { TrustSet } from "./trust-set.ts";

export interface VerificationOptions {
  readonly trust: TrustSet;
  /** The instant to verify for, epoch milliseconds: the station's clock, once that is known to be sound. */
  readonly at: number;
  /** `DEFAULT_POLICY` when absent. */
  readonly policy?: Policy;
  /** How long after its nextUpdate a revocation list may still be used, milliseconds; 0 when absent. */
  readonly graceMs?: number;
}

export interface Examination {
  readonly report: VerificationReport;
  /** Files of the package, inflated and CRC-checked; empty when it was refused. Draw from these and nothing else. */
  readonly entries: ReadonlyMap<string, Uint8Array>;
  /** Those of `entries` whose bytes an intact signature protects. */
  readonly covered: ReadonlySet<string>;
  readonly placements: readonly SealPlacement[];
  /** What may be shown of a PDF, and nothing else of it. */
  readonly pdf?: ShownPdf;
}

/** Verifies one file. Never throws for hostile bytes. */
export function verifyDocument(file: Uint8Array, options: VerificationOptions): VerificationReport {
  return verify(file, options).report;
}

/** Verifies one file and hands out what was verified, for drawing. Never throws for hostile bytes. */
export function examineDocument(file: Uint8Array, options: VerificationOptions): Examination {
  const { collected, report } = verify(file, options);
  const found = collected.facts.package;
  const pdf = showPdf(file, { collected, report }, options);
  return {
    report,
    entries: collected.entries,
    covered: found?.covered ?? new Set(),
    placements: sealPlacements(found?.signatures ?? []),
    ...(pdf && { pdf }),
  };
}

interface Verified {
  readonly collected: Collected;
  readonly report: VerificationReport;
}

function verify(file: Uint8Array, options: VerificationOptions): Verified {
  const { trust, at, policy = DEFAULT_POLICY, graceMs = 0 } = options;
  // With a time that is none, every comparison below would be false, and some of them would let a file pass.
  if (!Number.isFinite(at) || !Number.isFinite(graceMs)) throw new TypeError("at and graceMs must be finite numbers");
  const collected = collectDocument(file, { trust, at, graceMs, effort: newEffort() });
  return { collected, report: makeReport(collected, { trust, at }, policy) };
}

function showPdf(file: Uint8Array, whole: Verified, options: VerificationOptions): ShownPdf | undefined {
  const judged = (bytes: Uint8Array, { collected, report }: Verified): JudgedPdf | undefined =>
    collected.facts.pdf && { bytes, facts: collected.facts.pdf, report };
  const pdf = judged(file, whole);
  return pdf && shownPdf(pdf, (part) => judged(part, verify(part, options)));
}

function makeReport({ facts }: Collected, context: CheckContext, policy: Policy): VerificationReport {
  const index: PolicyIndex = indexPolicy(policy);
  const found = facts.package?.signatures ?? facts.pdf?.signatures ?? [];
  const judged = found.map((signature) => reportSignature(signature, context, index));
  const { checks, causes } = runChecks(
    DOCUMENT_CHECKS.map((id) => [id, DOCUMENT_CHECK_OF[id](facts, context)]),
    index,
  );
  const all: readonly Cause[] = [...causes, ...judged.flatMap((one) => one.causes)];
  const signatures = judged.map(({ report }) => report);
  const verdict = neverWithoutIntegrity(judge(all, index), found);
  return {
    format: facts.format,
    ...verdict,
    checks,
    signatures,
    sm3: facts.sm3,
    sizeBytes: facts.sizeBytes,
    policyVersion: policy.version,
    isSample: signatures.some(({ signer }) => signer?.isSample === true),
    trust: trustUsed(context.trust, found),
    verifiedAt: context.at,
  };
}

/** The oldest of all lists that had a say. */
function trustUsed(trust: TrustSet, signatures: readonly SignatureFacts[]): VerificationReport["trust"] {
  const used = signatures
    .flatMap(({ signer, seal }) => [...(signer?.revocation ?? []), ...(seal?.maker.revocation ?? [])])
    .flatMap(({ list }) => (list ? [list.thisUpdate] : []));
  const ages = [...used, ...(trust.listsAsOf !== undefined ? [trust.listsAsOf] : [])];
  if (trust.sealStatus) ages.push(trust.sealStatus.asOf);
  return {
    ...(trust.issue !== undefined && { issue: trust.issue }),
    ...(ages.length > 0 && { listsAsOf: Math.min(...ages) }),
  };
}

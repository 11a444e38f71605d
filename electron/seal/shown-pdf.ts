/**
 * What of a PDF may be shown (seals.md section 5): bytes that an intact signature protects, and that were judged just as they
 * are shown. A file that was changed after signing is cut at the end of its newest intact signature, and the cut is judged
 * like any other file: what comes out as rejected by itself is not shown either.
 */
import type { PdfDocumentFacts, PdfSignatureFacts } from "./facts.ts";
import type { PdfRect } from "./pdf/view.ts";
import type { VerificationReport } from "./report.ts";
import { commonName } from "./x509/name.ts";

export interface JudgedPdf {
  readonly bytes: Uint8Array;
  readonly facts: PdfDocumentFacts;
  readonly report: VerificationReport;
}

export interface ShownPdf {
  readonly bytes: Uint8Array;
  readonly pageCount: number;
  /** The file was changed after signing beyond what the policy accepts; this is the revision that was signed. */
  readonly isEarlierRevision: boolean;
  readonly seals: readonly PdfSeal[];
  /** The part that the newest intact signature closes: document information behind it is anybody's. */
  readonly signed: Uint8Array;
}

/** Where a signature is shown; its picture belongs to the page. */
export interface PdfSeal {
  readonly signatureId: string;
  /** Of the seal, or of the signer where there is no seal. */
  readonly sealName: string;
  /** From 0. */
  readonly pageIndex: number;
  /** Points, as the page counts them. */
  readonly rect: PdfRect;
}

/** @param judge judges a part of the same file; undefined when it cannot be read as a PDF */
export function shownPdf(whole: JudgedPdf, judge: (part: Uint8Array) => JudgedPdf | undefined): ShownPdf | undefined {
  if (isProtected(whole)) return { ...pictureOf(whole, whole), isEarlierRevision: false };
  if (!whole.report.codes.includes("CHANGED_AFTER_SIGNING")) return undefined;
  const end = newestEnd(whole, whole.bytes.length);
  const earlier = end === undefined ? undefined : judge(whole.bytes.slice(0, end));
  if (!earlier || !isProtected(earlier)) return undefined;
  return { ...pictureOf(earlier, whole), isEarlierRevision: true };
}

/** Nothing rejects the file, and one signature holds for all that a reader would show of it. */
function isProtected({ facts, report }: JudgedPdf): boolean {
  if (report.decision === "reject") return false;
  return facts.signatures.some(({ id, isIntegral }) => {
    const checks = report.signatures.find((signature) => signature.id === id)?.checks ?? [];
    return isIntegral && checks.some((check) => check.id === "changes-since" && check.result === "passed");
  });
}

/** Where the newest intact signature ends that ends before `limit`. */
function newestEnd({ facts }: JudgedPdf, limit: number): number | undefined {
  const ends = facts.signatures.filter(({ isIntegral }) => isIntegral).map(endOf);
  return ends.filter((end) => end > 0 && end < limit).toSorted((a, b) => b - a)[0];
}

function endOf({ signature }: PdfSignatureFacts): number {
  return signature.signedRanges.at(-1)?.end ?? 0;
}

/** @param whole has the ids that the report names */
function pictureOf(part: JudgedPdf, whole: JudgedPdf): Omit<ShownPdf, "isEarlierRevision"> {
  const { bytes, facts } = part;
  return {
    bytes,
    pageCount: facts.pageCount,
    seals: facts.signatures.flatMap((signature) => sealOf(signature, whole)),
    signed: bytes.subarray(0, newestEnd(part, bytes.length + 1) ?? 0),
  };
}

/** Only of signatures whose bytes hold together, as with placements of OFD. */
function sealOf(facts: PdfSignatureFacts, whole: JudgedPdf): readonly PdfSeal[] {
  const { signature, signer, seal, isIntegral } = facts;
  const { rect, pageIndex } = signature;
  const isEmpty = !rect || rect.left >= rect.right || rect.bottom >= rect.top;
  if (!isIntegral || isEmpty || pageIndex === undefined) return [];
  if (seal && seal.maker.answer !== "valid") return [];
  const same = whole.facts.signatures.find(
    (one) => one.signature.field === signature.field && endOf(one) === endOf(facts),
  );
  const certificate = signer?.certificate.kind === "present" ? signer.certificate.certificate : undefined;
  const sealName = seal?.seal.name ?? (certificate ? commonName(certificate.subject) : "");
  return same ? [{ signatureId: same.id, sealName, pageIndex, rect }] : [];
}

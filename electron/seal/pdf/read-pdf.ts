/**
 * The one entrance of this folder: the bytes of a PDF in, its revisions and signatures out, or why they cannot be told.
 * What /Contents holds is not looked at here.
 */
import type { Change, RevisionChange } from "./change.ts";
import type { ComparisonBudget } from "./comparison.ts";
import { openPdf, type PdfFile } from "./file.ts";
import { PDF_LIMITS, type PdfLimits } from "./limits.ts";
import { hasOddTables } from "./odd-tables.ts";
import { readPages } from "./pages.ts";
import { demandReadable } from "./reachable.ts";
import { PdfRefusal, type PdfRefusalCode } from "./refusal.ts";
import { changesOfRevision } from "./revision-changes.ts";
import { type PdfSignature, readSignatures } from "./signatures.ts";
import { viewOf } from "./view.ts";

export interface PdfFacts {
  readonly ok: true;
  /** Where each revision ends, oldest first: the file cut there is that revision. */
  readonly revisionEnds: readonly number[];
  readonly pageCount: number;
  /** In the order of their fields. */
  readonly signatures: readonly PdfSignature[];
}

export type PdfResult = PdfFacts | { readonly ok: false; readonly code: PdfRefusalCode; readonly reason: string };

/** Never throws for hostile bytes; the cost is bounded by `limits`. */
export function readPdf(bytes: Uint8Array, limits: PdfLimits = PDF_LIMITS): PdfResult {
  try {
    return readFacts(openPdf(bytes, limits));
  } catch (error) {
    if (error instanceof PdfRefusal) return { ok: false, code: error.code, reason: error.message };
    throw error;
  }
}

function readFacts(file: PdfFile): PdfFacts {
  const { revisions } = file;
  const pages = readPages(viewOf(file, revisions.length - 1));
  return {
    ok: true,
    revisionEnds: revisions.map(({ markEnd }) => markEnd),
    pageCount: pages.length,
    signatures: readSignatures(file, pages, changesIn(file)),
  };
}

/** Each revision is compared with the one before it once, however many signatures lie before it. */
function changesIn(file: PdfFile): (revision: number) => readonly RevisionChange[] {
  const budget = { left: file.limits.comparisons };
  const known = new Map<number, RevisionChange>();
  let ofAll: readonly Change[] | undefined;
  return (revision) => {
    const later = file.revisions.slice(revision + 1);
    if (later.length === 0) return [];
    ofAll ??= changesByRepair(file, budget);
    const all = ofAll;
    return later.map(({ index }) => {
      const change = known.get(index) ?? changesOfRevision(file, index, budget);
      known.set(index, change);
      return { ...change, changes: [...change.changes, ...all] };
    });
  };
}

/** With later revisions, no reader may have a reason to search the file: what it finds is nobody's to know. */
function changesByRepair(file: PdfFile, budget: ComparisonBudget): readonly Change[] {
  demandReadable(viewOf(file, file.revisions.length - 1), budget);
  return hasOddTables(file) ? [{ kind: "hidden-bytes", what: "tables that some readers repair" }] : [];
}

/** One file judged and drawn in one pass: what is drawn are the entries that were verified. Knows no thread. */
import type { Examination } from "../app/ports/verifier.ts";
import { drawOfd } from "../drawing/draw-ofd.ts";
import type { Drawing } from "../drawing/drawing.ts";
import { toScreenDrawing } from "../drawing/screen-drawing.ts";
import { openContainer } from "../seal/container/open.ts";
import type { Policy } from "../seal/policy.ts";
import type { ShownPdf } from "../seal/shown-pdf.ts";
import type { TrustSet } from "../seal/trust-set.ts";
import { type Examination as Examined, examineDocument } from "../seal/verify.ts";
import { metadataOf } from "./metadata.ts";

export interface Grounds {
  readonly trust: TrustSet;
  /** The shipped policy when absent. */
  readonly policy?: Policy;
}

/** @param at the instant to judge for, epoch ms. Never throws for bad bytes. */
export function examine(file: Uint8Array, at: number, grounds: Grounds): Examination {
  const started = performance.now();
  const examined = examineDocument(file, { ...grounds, at });
  const drawing = draw(examined);
  return {
    report: examined.report,
    ...(drawing ? { drawing: { screen: toScreenDrawing(drawing), blobs: drawing.blobs } } : {}),
    ...(examined.pdf ? { pdf: pdfForScreen(examined.pdf) } : {}),
    metadata: metadataOf(examined, file),
    ms: performance.now() - started,
  };
}

/**
 * Undefined when there is nothing to show. Of an accepted file nothing is shown that its signatures do not protect: the verifier's
 * idea of what a page reaches and the painter's must agree, or the picture stays away.
 */
function draw({ report, entries, covered, placements }: Examined): Drawing | undefined {
  if (entries.size === 0) return undefined;
  const drawing = drawOfd(entries, placements, { openPackage: entriesOf });
  const isProtected = report.decision !== "accept" || drawing.entries.every((path) => covered.has(path));
  return isProtected && drawing.pages.length > 0 ? drawing : undefined;
}

const PDF_BLOB = "document";

function pdfForScreen({ bytes, pageCount, isEarlierRevision, seals }: ShownPdf): NonNullable<Examination["pdf"]> {
  return {
    screen: { blobId: PDF_BLOB, pageCount, isEarlierRevision, seals },
    blobs: { [PDF_BLOB]: { mediaType: "application/pdf", bytes } },
  };
}

/** A seal picture of type "ofd" is a package of its own, under the same limits. */
function entriesOf(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> | undefined {
  const opened = openContainer(bytes);
  return opened.ok ? opened.entries : undefined;
}

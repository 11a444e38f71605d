/** One file judged and drawn in one pass: what is drawn are the entries that were verified. Knows no thread. */
import type { Examination } from "../app/ports/verifier.ts";
import { drawOfd } from "../drawing/draw-ofd.ts";
import { toScreenDrawing } from "../drawing/screen-drawing.ts";
import { openContainer } from "../seal/container/open.ts";
import type { TrustSet } from "../seal/trust-set.ts";
import { examineDocument } from "../seal/verify.ts";
import { metadataOf } from "./metadata.ts";

/** @param at the instant to judge for, epoch ms. Never throws for bad bytes. */
export function examine(file: Uint8Array, at: number, trust: TrustSet): Examination {
  const started = performance.now();
  const { report, entries, placements } = examineDocument(file, { trust, at });
  const drawing = entries ? drawOfd(entries, placements, { openPackage: entriesOf }) : undefined;
  return {
    report,
    ...(drawing && drawing.pages.length > 0
      ? { drawing: { screen: toScreenDrawing(drawing), blobs: drawing.blobs } }
      : {}),
    metadata: entries ? metadataOf(entries, report) : {},
    ms: performance.now() - started,
  };
}

/** A seal picture of type "ofd" is a package of its own, under the same limits. */
function entriesOf(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> | undefined {
  const opened = openContainer(bytes);
  return opened.ok ? opened.entries : undefined;
}

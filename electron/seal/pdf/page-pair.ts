/** The pages of two revisions, each with its counterpart. */
import type { Comparison } from "./comparison.ts";
import { type PdfPage, readPages } from "./pages.ts";

export interface PagePair {
  readonly index: number;
  readonly before: PdfPage;
  readonly after: PdfPage;
}

/** Undefined when a page came or went. */
export function pairPages(comparison: Comparison): readonly PagePair[] | undefined {
  const before = readPages(comparison.before);
  const after = readPages(comparison.after);
  if (before.length !== after.length) return undefined;
  const pairs = before.map((page, index) => ({ index, before: page, after: after[index] as PdfPage }));
  for (const pair of pairs) comparison.assumePage(pair.before.number, pair.after.number);
  return pairs;
}

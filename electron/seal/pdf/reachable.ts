/**
 * Reads everything that a view leads to. A reader that meets a broken object searches the whole file for others, so a
 * file with later revisions is only judged when no reader has a reason to.
 */
import type { ComparisonBudget } from "./comparison.ts";
import { refusePdf } from "./refusal.ts";
import { dictOf, isKind, type PdfValue } from "./values.ts";
import type { PdfView } from "./view.ts";

/** @throws {PdfRefusal} for what cannot be read */
export function demandReadable(view: PdfView, budget: ComparisonBudget): void {
  const seen = new Set<number>();
  const trailer = view.file.revisions[view.revision]?.trailer;
  const waiting: PdfValue[] = trailer ? [trailer] : [];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (--budget.left < 0) refusePdf("CONTAINER_LIMIT", "too much to be read");
    if (!isKind(value, "ref")) for (const inner of partsOf(value)) waiting.push(inner);
    else if (!seen.has(value.number)) {
      seen.add(value.number);
      waiting.push(view.resolve(value));
    }
  }
}

function partsOf(value: PdfValue): Iterable<PdfValue> {
  if (isKind(value, "array")) return value.items;
  return dictOf(value)?.entries.values() ?? [];
}

/** Cross-reference streams (ISO 32000-1 §7.5.8): the same table in binary, packed. */

import type { ReadBudget } from "./budget.ts";
import { decodeStream } from "./flate.ts";
import { refusePdf } from "./refusal.ts";
import { entryOf, integerOf, isKind, nameOf, type PdfStream, type PdfValue } from "./values.ts";
import type { XrefEntries, XrefEntry } from "./xref-entry.ts";

/** Widths of the three fields of an entry. */
type Widths = readonly [number, number, number];

/** @throws {PdfRefusal} */
export function readXrefStream(value: PdfValue, budget: ReadBudget): { entries: XrefEntries; stream: PdfStream } {
  if (!isKind(value, "stream") || nameOf(entryOf(value, "Type")) !== "XRef") {
    return refusePdf("PDF_NEEDS_REPAIR", "startxref leads to something else than cross-reference data");
  }
  const widths = widthsOf(value);
  const index = indexOf(value);
  const bytes = decodeStream(value, budget);
  const count = index.reduce((sum, n, i) => (i % 2 ? sum + n : sum), 0);
  if (count * (widths[0] + widths[1] + widths[2]) !== bytes.length) {
    refusePdf("PDF_NEEDS_REPAIR", `cross-reference stream of ${bytes.length} bytes for ${count} objects`);
  }
  if (count > budget.limits.objects) refusePdf("CONTAINER_LIMIT", `${count} objects`);
  return { entries: readEntries(bytes, widths, index), stream: value };
}

function widthsOf(stream: PdfStream): Widths {
  const widths = integers(entryOf(stream, "W"));
  const isSound = widths.length === 3 && widths.every((width) => width < 7) && widths[1] !== 0;
  return isSound ? (widths as unknown as Widths) : refusePdf("PDF_NEEDS_REPAIR", "cross-reference stream fields");
}

/** First number and count of each run (Table 17). */
function indexOf(stream: PdfStream): readonly number[] {
  const value = entryOf(stream, "Index");
  const index = value === null ? [0, integerOf(entryOf(stream, "Size")) ?? -1] : integers(value);
  const isSound = index.length % 2 === 0 && index.every((number) => number >= 0);
  return isSound ? index : refusePdf("PDF_NEEDS_REPAIR", "cross-reference stream index");
}

function readEntries(bytes: Uint8Array, [first, second, third]: Widths, index: readonly number[]): XrefEntries {
  const entries: XrefEntries = new Map();
  let at = 0;
  for (let run = 0; run < index.length; run += 2) {
    const start = index[run] as number;
    const stop = start + (index[run + 1] as number);
    for (let number = start; number < stop; number++, at += first + second + third) {
      if (entries.has(number)) refusePdf("PDF_NEEDS_REPAIR", `object ${number} twice in one table`);
      const type = first === 0 ? 1 : bigEndian(bytes, at, first);
      const middle = bigEndian(bytes, at + first, second);
      entries.set(number, entryFor(type, middle, bigEndian(bytes, at + first + second, third)));
    }
  }
  return entries;
}

/** Types that nobody knows stand for null (§7.5.8.3). */
function entryFor(type: number, middle: number, last: number): XrefEntry {
  if (type === 1) return { kind: "file", offset: middle, generation: last };
  return type === 2 ? { kind: "packed", container: middle, index: last } : { kind: "free" };
}

function bigEndian(bytes: Uint8Array, at: number, width: number): number {
  let value = 0;
  for (let i = at; i < at + width; i++) value = value * 256 + (bytes[i] as number);
  return value;
}

function integers(value: PdfValue): readonly number[] {
  if (!isKind(value, "array")) return refusePdf("PDF_NEEDS_REPAIR", "cross-reference stream without its fields");
  return value.items.map((item) => {
    const number = integerOf(item);
    return number !== undefined && number >= 0 ? number : refusePdf("PDF_NEEDS_REPAIR", "cross-reference stream field");
  });
}

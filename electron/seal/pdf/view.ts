/** A PDF as one of its revisions shows it. */
import type { PdfFile } from "./file.ts";
import { refusePdf } from "./refusal.ts";
import { dictOf, isKind, type PdfDict, type PdfValue } from "./values.ts";

export interface PdfView {
  readonly file: PdfFile;
  readonly revision: number;
  /** Follows references. */
  resolve(value: PdfValue | undefined): PdfValue;
  /** The resolved entry of a dictionary or stream; null when there is none. */
  entry(value: PdfValue | undefined, key: string): PdfValue;
  /** The items of an array, references among them; none for anything else. */
  items(value: PdfValue | undefined): readonly PdfValue[];
}

export function viewOf(file: PdfFile, revision: number): PdfView {
  const resolve = (value: PdfValue | undefined) => file.resolve(value, revision);
  return {
    file,
    revision,
    resolve,
    entry: (value, key) => resolve(dictOf(resolve(value))?.entries.get(key)),
    items(value) {
      const array = resolve(value);
      return isKind(array, "array") ? array.items : [];
    },
  };
}

/** @throws {PdfRefusal} */
export function catalogOf(view: PdfView): PdfDict {
  const trailer = view.file.revisions[view.revision]?.trailer;
  const catalog = view.entry(trailer, "Root");
  return isKind(catalog, "dict") ? catalog : refusePdf("PDF_MALFORMED", "no document catalog");
}

/** A rectangle (§7.9.5) with its corners in order. */
export interface PdfRect {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

export function rectOf(view: PdfView, value: PdfValue | undefined): PdfRect | undefined {
  const numbers = view.items(value).map((item) => view.resolve(item));
  const [x1, y1, x2, y2] = numbers;
  if (numbers.length !== 4 || ![x1, y1, x2, y2].every((n) => typeof n === "number")) return undefined;
  const [a, b, c, d] = numbers as [number, number, number, number];
  return { left: Math.min(a, c), bottom: Math.min(b, d), right: Math.max(a, c), top: Math.max(b, d) };
}

export function areaOf(rect: PdfRect | undefined): number {
  return rect ? (rect.right - rect.left) * (rect.top - rect.bottom) : 0;
}

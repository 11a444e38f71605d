/** The forms of two revisions, and which fields and widgets both have. */
import type { Comparison } from "./comparison.ts";
import { type PdfField, readFields } from "./fields.ts";

export interface FormPair {
  readonly before: readonly PdfField[];
  readonly after: readonly PdfField[];
  /** Object numbers of fields and widgets that both have. */
  readonly shared: ReadonlySet<number>;
  /** Object numbers of those that only the later one has. */
  readonly added: ReadonlySet<number>;
  /** Every field is an object of its own; otherwise the form is compared as a whole. */
  readonly isSound: boolean;
}

export function pairForms(comparison: Comparison): FormPair {
  const before = readFields(comparison.before);
  const after = readFields(comparison.after);
  const numbers = (fields: readonly PdfField[]) =>
    fields.flatMap(({ number }) => (number === undefined ? [] : [number]));
  const old = new Set(numbers(before));
  const shared = new Set(numbers(after).filter((number) => old.has(number)));
  const added = new Set(numbers(after).filter((number) => !old.has(number)));
  const isSound = [...before, ...after].every(({ number }) => number !== undefined);
  if (!isSound) return { before, after, shared: new Set(), added: new Set(), isSound };
  for (const number of shared) comparison.assumeField(number);
  return { before, after, shared, added, isSound };
}

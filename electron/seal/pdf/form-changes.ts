/**
 * What a revision changed in the form: signatures, filled fields, or the form itself. A widget's place never changes
 * harmlessly, nor does anything of a field that has been signed (seals.md section 5).
 */

import type { Change } from "./change.ts";
import type { Comparison } from "./comparison.ts";
import type { PdfField } from "./fields.ts";
import type { FormPair } from "./form-pair.ts";
import { type PdfPage, pagesByAnnotation } from "./pages.ts";
import { changeBySignature, isSignatureField, type ShownPages, withCovering } from "./signature-changes.ts";
import { dictOf, EMPTY_DICT, isKind, type PdfDict, type PdfValue } from "./values.ts";
import { catalogOf } from "./view.ts";

export function changesOfForm(comparison: Comparison, form: FormPair, pages: readonly PdfPage[]): readonly Change[] {
  if (!form.isSound) return [];
  const shown = { pages, pageOf: pagesByAnnotation(pages) };
  const later = new Map(form.after.map((field) => [field.number, field]));
  const kept = form.before.flatMap((field) => changesOfField(comparison, field, later.get(field.number), shown));
  const added = form.after.filter(({ number }) => number !== undefined && form.added.has(number));
  return withCovering([
    ...changesOfFormDict(comparison, form),
    ...kept,
    ...added.map((field) => changeByNewField(comparison, field, form, shown)),
  ]);
}

const FORM_HANDLED: ReadonlySet<string> = new Set(["Fields", "SigFlags", "DR", "DA", "NeedAppearances"]);

function changesOfFormDict(comparison: Comparison, form: FormPair): readonly Change[] {
  const { before, after } = comparison;
  const old = dictOf(before.entry(catalogOf(before), "AcroForm")) ?? EMPTY_DICT;
  const now = dictOf(after.entry(catalogOf(after), "AcroForm")) ?? EMPTY_DICT;
  const changes = comparison
    .differentKeys(old, now, FORM_HANDLED)
    .map((key): Change => ({ kind: "structure", what: `AcroForm ${key}` }));
  if (!comparison.isSame(old.entries.get("NeedAppearances"), now.entries.get("NeedAppearances"))) {
    changes.push({ kind: "form-fill", what: "AcroForm NeedAppearances" });
  }
  // A default for fields that have none; where there is one, it stays.
  if (old.entries.has("DA") && !comparison.isSame(old.entries.get("DA"), now.entries.get("DA"))) {
    changes.push({ kind: "structure", what: "AcroForm DA" });
  }
  if (!isExtended(comparison, old.entries.get("DR"), now.entries.get("DR"), 2)) {
    changes.push({ kind: "structure", what: "AcroForm DR" });
  }
  if (!isKeptInOrder(numbersOf(form.before, undefined), numbersOf(form.after, undefined))) {
    changes.push({ kind: "structure", what: "AcroForm Fields" });
  }
  return changes;
}

/** Resources that a new signature brings along stand beside the old ones. */
function isExtended(comparison: Comparison, before: PdfValue | undefined, after: PdfValue | undefined, levels: number) {
  const old = dictOf(comparison.before.resolve(before));
  const now = dictOf(comparison.after.resolve(after));
  if (levels === 0 || !old || !now) return old === undefined || comparison.isSame(before, after);
  return Array.from(old.entries).every(([key, value]): boolean =>
    isExtended(comparison, value, now.entries.get(key), levels - 1),
  );
}

function numbersOf(fields: readonly PdfField[], parent: number | undefined): readonly number[] {
  return fields.filter((field) => field.parent?.number === parent).flatMap(({ number = -1 }) => number);
}

function isKeptInOrder(before: readonly number[], after: readonly number[]): boolean {
  const old = new Set(before);
  const kept = after.filter((number) => old.has(number));
  return kept.length === before.length && kept.every((number, i) => number === before[i]);
}

/** What changes in a field when it is filled in: its value and how that looks. */
const FILLED: ReadonlySet<string> = new Set(["V", "AP", "AS", "RV", "I", "M"]);
const KIDS: ReadonlySet<string> = new Set(["Kids"]);

function changesOfField(
  comparison: Comparison,
  old: PdfField,
  now: PdfField | undefined,
  shown: ShownPages,
): readonly Change[] {
  const what = `field ${old.name || old.number}`;
  if (!now || now.parent?.number !== old.parent?.number || now.name !== old.name || now.type !== old.type) {
    return [{ kind: "structure", what }];
  }
  const different = comparison.differentKeys(old.dict, now.dict, KIDS);
  if (different.length === 0) return [];
  if (isSignatureField(now)) return changeBySignature(comparison, { old, now, different }, shown);
  const isFilled = now.type !== undefined && different.every((key) => FILLED.has(key));
  return [isFilled ? { kind: "form-fill", what, field: now.name } : { kind: "structure", what }];
}

function changeByNewField(comparison: Comparison, field: PdfField, form: FormPair, shown: ShownPages): Change {
  const what = `field ${field.name || field.number}`;
  const { parent } = field;
  const isBelowOld = parent?.number !== undefined && form.shared.has(parent.number) && field.isWidgetOnly;
  const [change] =
    isSignatureField(field) && !isBelowOld
      ? changeBySignature(comparison, { now: field, different: keysOf(field.dict) }, shown)
      : [];
  return change ?? { kind: "structure", what };
}

function keysOf({ entries }: PdfDict): readonly string[] {
  return Array.from(entries).flatMap(([key, value]) => (isKind(value, "dict") || value !== null ? [key] : []));
}

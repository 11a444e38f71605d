/** What a revision changed on the pages: content and resources, and the annotations above them. */

import type { Change } from "./change.ts";
import type { Comparison } from "./comparison.ts";
import type { FormPair } from "./form-pair.ts";
import type { PagePair } from "./page-pair.ts";
import { isKind, nameOf, type PdfValue } from "./values.ts";

const ANNOTS: ReadonlySet<string> = new Set(["Annots"]);

/** A list of annotations is compared as one; anything else under that key as anything else. */
function exceptions({ before, after }: Comparison, pair: PagePair): ReadonlySet<string> | undefined {
  const lists = [before.entry(pair.before.dict, "Annots"), after.entry(pair.after.dict, "Annots")];
  return lists.every((list) => list === null || isKind(list, "array")) ? ANNOTS : undefined;
}

export function changesOfPages(comparison: Comparison, pairs: readonly PagePair[], form: FormPair): readonly Change[] {
  return pairs.flatMap((pair) => [
    ...comparison
      .differentKeys(pair.before.dict, pair.after.dict, exceptions(comparison, pair))
      .map((key): Change => ({ kind: "content", what: `page ${pair.index + 1} ${key}` })),
    ...changesOfAnnotations(comparison, pair, form),
  ]);
}

/** Those from before must still stand there, in their order, and come first. */
function changesOfAnnotations(comparison: Comparison, pair: PagePair, form: FormPair): readonly Change[] {
  const { before, after, index } = pair;
  const what = `page ${index + 1} Annots`;
  const kept = after.annotations.slice(0, before.annotations.length);
  const added = after.annotations.slice(before.annotations.length);
  const changed = before.annotations.some((old, i) => !isSameAnnotation(comparison, old, kept[i], form));
  return [
    ...(changed ? [{ kind: "annotation", what } as const] : []),
    ...added.flatMap((item) => changeByNew(comparison, item, what, form)),
  ];
}

function isSameAnnotation(
  comparison: Comparison,
  before: PdfValue,
  after: PdfValue | undefined,
  form: FormPair,
): boolean {
  const isField = isKind(before, "ref") && isKind(after, "ref") && form.shared.has(before.number);
  return isField ? before.number === after.number : comparison.isSame(before, after);
}

/** A widget of a new field is the form's affair; one that was there but not shown comes out of hiding. */
function changeByNew({ after }: Comparison, item: PdfValue, what: string, form: FormPair): readonly Change[] {
  if (isKind(item, "ref") && form.added.has(item.number)) return [];
  const isWidget = nameOf(after.entry(item, "Subtype")) === "Widget";
  return [{ kind: isWidget ? "structure" : "annotation", what }];
}

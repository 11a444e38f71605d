/**
 * What a revision changed, told by what can be seen and not by what was written: the document before and the document
 * after are compared from the catalog down. Kinds that are understood are named; everything else is a change of the
 * document, so what nobody thought of is never harmless (seals.md section 5: shadow attacks, incremental saving).
 */

import type { Change, ChangeKind, RevisionChange } from "./change.ts";
import { type Comparison, type ComparisonBudget, compareViews } from "./comparison.ts";
import type { PdfFile } from "./file.ts";
import { changesOfForm } from "./form-changes.ts";
import { type FormPair, pairForms } from "./form-pair.ts";
import { hiddenBytes } from "./hidden-bytes.ts";
import { changesOfPages } from "./page-changes.ts";
import { pairPages } from "./page-pair.ts";
import type { PdfDict } from "./values.ts";
import { catalogOf, viewOf } from "./view.ts";

/** @throws {PdfRefusal} */
export function changesOfRevision(file: PdfFile, revision: number, budget: ComparisonBudget): RevisionChange {
  const comparison = compareViews(viewOf(file, revision - 1), viewOf(file, revision), budget);
  const pages = pairPages(comparison);
  const form = pairForms(comparison);
  if (!pages) return { revision, changes: [{ kind: "content", what: "Pages" }, ...hiddenBytes(file, revision)] };
  const changes = [
    ...changesOfTrailer(comparison, file, revision),
    ...changesOfCatalog(comparison, form),
    ...changesOfPages(comparison, pages, form),
    ...changesOfForm(
      comparison,
      form,
      pages.map(({ after }) => after),
    ),
    ...hiddenBytes(file, revision),
  ];
  return { revision, changes };
}

/** Keys that place the cross-reference data of a revision, or name the file. */
const TRAILER_OWN: ReadonlySet<string> = new Set(
  ["Size", "Prev", "XRefStm", "ID", "Type", "W", "Index", "Length", "Filter", "DecodeParms", "Root", "Info"].concat(
    // Marks that programs leave of themselves.
    ["DocChecksum", "AdditionalStreams"],
  ),
);

function changesOfTrailer({ isSame, differentKeys }: Comparison, file: PdfFile, revision: number): readonly Change[] {
  const before = file.revisions[revision - 1]?.trailer as PdfDict;
  const after = file.revisions[revision]?.trailer as PdfDict;
  const isInfoSame = isSame(before.entries.get("Info"), after.entries.get("Info"));
  return [
    ...(isInfoSame ? [] : [{ kind: "metadata", what: "Info" } as const]),
    ...differentKeys(before, after, TRAILER_OWN).map((key): Change => ({ kind: "structure", what: `trailer ${key}` })),
  ];
}

const CATALOG_KINDS: ReadonlyMap<string, ChangeKind> = new Map([
  ["Metadata", "metadata"],
  ["DSS", "validation-data"],
  ["Extensions", "validation-data"],
  ["Version", "validation-data"],
  ["Pages", "content"],
]);

function changesOfCatalog(comparison: Comparison, { isSound }: FormPair): readonly Change[] {
  const before = catalogOf(comparison.before);
  const after = catalogOf(comparison.after);
  const keys = comparison.differentKeys(before, after, isSound ? new Set(["AcroForm"]) : undefined);
  return keys.map((key) => ({ kind: CATALOG_KINDS.get(key) ?? "structure", what: key }));
}

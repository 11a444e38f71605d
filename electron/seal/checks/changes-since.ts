/** Has anything that can be seen been changed by saving the file again, beyond what the signature lets others do? */

import { failed, type PdfSignatureCheck, passed, remark } from "../answers/outcome.ts";
import type { Change } from "../pdf/change.ts";

const MOST_NAMES = 100;

export const changesSince: PdfSignatureCheck = ({ signature }) => {
  const { rangeProblem, refusedChanges, laterRevisions } = signature;
  if (rangeProblem) return undefined;
  const changes = laterRevisions.flatMap((revision) => revision.changes);
  const detail = { revisions: laterRevisions.length, changes: named(changes) };
  if (refusedChanges.length > 0) {
    return failed("CHANGED_AFTER_SIGNING", { ...detail, changes: named(refusedChanges) });
  }
  // A level that allows notes does not make them part of what was signed: they can cover it.
  if (changes.some(({ kind }) => kind === "annotation")) {
    return failed({ code: "CHANGED_AFTER_SIGNING", variant: "annotated" }, detail);
  }
  return changes.some(({ kind }) => kind === "form-fill") ? remark(["FILLED_AFTER_SIGNING"], detail) : passed(detail);
};

function named(changes: readonly Change[]): readonly string[] {
  return changes.slice(0, MOST_NAMES).map(({ kind, what }) => `${kind}: ${what}`);
}

/** Has anything that can be seen been changed by saving the file again, beyond what the signature lets others do? */

import { failed, type PdfSignatureCheck, passed, remark } from "../answers/outcome.ts";
import type { Change } from "../pdf/change.ts";

const MOST_NAMES = 100;

export const changesSince: PdfSignatureCheck = ({ signature }) => {
  const { rangeProblem, refusedChanges, laterRevisions, lastSignedRevision } = signature;
  if (rangeProblem) return undefined;
  const changes = laterRevisions.flatMap((revision) => revision.changes);
  const detail = { revisions: laterRevisions.length, changes: named(changes) };
  if (refusedChanges.length > 0) {
    return failed("CHANGED_AFTER_SIGNING", { ...detail, changes: named(refusedChanges) });
  }
  const fills = laterRevisions.filter((revision) => revision.changes.some(({ kind }) => kind === "form-fill"));
  const filled = fills.length > 0 ? [{ code: "FILLED_AFTER_SIGNING" } as const] : [];
  // A level that allows notes and fillings does not make them part of what was signed: both can show anything anywhere. What was
  // filled in and then signed by somebody else has a signer of its own.
  const isOpen = fills.some(({ revision }) => revision > lastSignedRevision);
  if (isOpen || changes.some(({ kind }) => kind === "annotation")) {
    const causes = [{ code: "CHANGED_AFTER_SIGNING", variant: "annotated" } as const, ...filled];
    return { result: "failed", causes, detail };
  }
  return filled.length > 0 ? remark(["FILLED_AFTER_SIGNING"], detail) : passed(detail);
};

function named(changes: readonly Change[]): readonly string[] {
  return changes.slice(0, MOST_NAMES).map(({ kind, what }) => `${kind}: ${what}`);
}

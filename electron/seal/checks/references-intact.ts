/** Are all protected files as they were signed? Every changed one is named, not only the first. */
import { failed, namedFiles, type OfdSignatureCheck, passed, undetermined } from "../answers/outcome.ts";

export const referencesIntact: OfdSignatureCheck = ({ references, digestMethod }) => {
  if (references.length === 0) return undefined;
  const named = (state: string) =>
    references.filter((reference) => reference.state === state).map(({ entry, location }) => entry ?? location);
  const changed = named("changed");
  if (changed.length > 0) return failed("REFERENCE_MISMATCH", namedFiles(changed));
  const unanswered = named("not-computed");
  if (unanswered.length === 0) return passed({ files: named("intact").length });
  const isWeak = digestMethod === "md5" || digestMethod === "sha1";
  return undetermined(isWeak ? "DIGEST_ALGORITHM_WEAK" : "DIGEST_ALGORITHM_UNKNOWN", namedFiles(unanswered));
};

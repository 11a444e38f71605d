/** Are all protected files still in the package? */
import { failed, namedFiles, type OfdSignatureCheck, passed } from "../answers/outcome.ts";

export const referencesFound: OfdSignatureCheck = ({ references }) => {
  if (references.length === 0) return undefined;
  const missing = references.filter(({ state }) => state === "missing");
  return missing.length > 0
    ? failed("REFERENCE_MISSING", namedFiles(missing.map(({ location }) => location)))
    : passed({ files: references.length });
};

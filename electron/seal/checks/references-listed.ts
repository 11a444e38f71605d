/** Does the signature name the files it protects, each once? */
import { failed, namedFiles, type OfdSignatureCheck, passed } from "../answers/outcome.ts";
import { signatureFileOf } from "../answers/signature-view.ts";

export const referencesListed: OfdSignatureCheck = (facts) => {
  if (!signatureFileOf(facts)) return undefined;
  const { references, repeated } = facts;
  if (references.length === 0) return failed("EMPTY_REFERENCES");
  return repeated.length > 0
    ? failed("REFERENCE_REPEATED", namedFiles(repeated))
    : passed({ references: references.length });
};

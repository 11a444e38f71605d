/** Is the file with the signed value there? */
import { failed, type OfdSignatureCheck, passed } from "../answers/outcome.ts";
import { signatureFileOf } from "../answers/signature-view.ts";

export const signedValueFound: OfdSignatureCheck = (facts) => {
  const file = signatureFileOf(facts);
  if (!file) return undefined;
  return facts.value && file.valueEntry !== undefined
    ? passed({ file: file.valueEntry })
    : failed("SIGNED_VALUE_MISSING");
};

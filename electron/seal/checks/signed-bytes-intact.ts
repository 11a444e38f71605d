/** Are the bytes under the signature as they were signed? */
import { failed, type PdfSignatureCheck, passed, undetermined } from "../answers/outcome.ts";

export const signedBytesIntact: PdfSignatureCheck = ({ dataHash, signer, signature }) => {
  // Nobody could say what was signed, and that is a fault of its own.
  if (signature.rangeProblem || !signer) return undefined;
  if (dataHash === "different") return failed("REFERENCE_MISMATCH");
  if (dataHash === "same") return passed();
  return signer.answer === "valid" ? undetermined("DIGEST_ALGORITHM_UNKNOWN") : undefined;
};

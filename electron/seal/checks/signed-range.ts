/** Does the signature cover its whole revision, all but its own value (ISO 32000-1 §12.8.1, seals.md section 5)? */
import { failed, type PdfSignatureCheck, passed } from "../answers/outcome.ts";

export const signedRange: PdfSignatureCheck = ({ signature }) => {
  const { rangeProblem, coversWholeFile, revision = 0 } = signature;
  if (rangeProblem) return failed("BYTE_RANGE_INVALID", { problem: rangeProblem.kind, reason: rangeProblem.reason });
  return passed({ revision: revision + 1, coversWholeFile });
};

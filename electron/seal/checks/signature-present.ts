/** Has the file any signature at all? A license without one was never sealed, or was stripped of its seal. */
import { type DocumentCheck, failed, passed } from "../answers/outcome.ts";

export const signaturePresent: DocumentCheck = ({ package: found, pdf }) => {
  if (pdf) return pdf.signatures.length > 0 ? passed({ signatures: pdf.signatures.length }) : failed("NO_SIGNATURE");
  if (!found || (found.faults.length > 0 && found.signatures.length === 0)) return undefined;
  return found.signatures.length > 0 ? passed({ signatures: found.signatures.length }) : failed("NO_SIGNATURE");
};

/** Is the file one that every reader reads alike (seals.md section 4 step 0)? */
import { type DocumentCheck, failed, passed, undetermined } from "../answers/outcome.ts";

export const containerSound: DocumentCheck = ({ format, refusal }) => {
  if (format === "other") return undefined;
  if (refusal?.code === "PDF_ENCRYPTED") return undetermined(refusal.code, { reason: refusal.reason });
  return refusal ? failed(refusal.code, { reason: refusal.reason }) : passed();
};

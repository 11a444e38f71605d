/** Is the package one that every reader reads alike (seals.md section 4 step 0)? */
import { type DocumentCheck, failed, passed } from "../answers/outcome.ts";

export const containerSound: DocumentCheck = ({ format, refusal }) => {
  if (format !== "ofd") return undefined;
  return refusal ? failed(refusal.code, { reason: refusal.reason }) : passed();
};

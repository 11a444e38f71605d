/** Are the texts of DocInfo (title, author, custom data) protected, too? */
import { type DocumentCheck, passed, remark } from "../answers/outcome.ts";

export const docInfoProtected: DocumentCheck = ({ package: found }) => {
  if (!found?.signatures.some(({ isIntegral }) => isIntegral)) return undefined;
  return found.isOnlyInfoOpen ? remark(["DOC_INFO_UNPROTECTED"]) : passed();
};

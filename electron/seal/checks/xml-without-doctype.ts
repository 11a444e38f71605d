/** Is every XML file of the package free of a DOCTYPE, and so of entities? */
import { type DocumentCheck, failed, namedFiles, passed } from "../answers/outcome.ts";

export const xmlWithoutDoctype: DocumentCheck = ({ package: found }) => {
  if (!found) return undefined;
  return found.doctypes.length > 0 ? failed("XML_DTD", namedFiles(found.doctypes)) : passed();
};

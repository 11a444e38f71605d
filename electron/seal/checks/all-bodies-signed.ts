/** Is every document of the package signed, where any is? A reader may show the unsigned one. */
import { type DocumentCheck, failed, passed } from "../answers/outcome.ts";

export const allBodiesSigned: DocumentCheck = ({ package: found }) => {
  if (!found || found.signatures.length === 0) return undefined;
  const { unsignedBodies } = found;
  return unsignedBodies.length > 0 ? failed("UNSIGNED_DOCBODY", { bodies: unsignedBodies.map(String) }) : passed();
};

/** Is Signature.xml, the list of what is protected, itself as it was signed? */
import { failed, type OfdSignatureCheck, passed } from "../answers/outcome.ts";

export const signatureFileIntact: OfdSignatureCheck = ({ dataHash, listed }) => {
  if (dataHash === "unanswered") return undefined;
  return dataHash === "same"
    ? passed()
    : failed("SIGNATURE_XML_MISMATCH", { files: [listed.entry ?? listed.location] });
};

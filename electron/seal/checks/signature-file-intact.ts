/** Is Signature.xml, the list of what is protected, itself as it was signed? */
import { failed, passed, type SignatureCheck } from "../answers/outcome.ts";

export const signatureFileIntact: SignatureCheck = ({ dataHash, listed }) => {
  if (dataHash === "unanswered") return undefined;
  return dataHash === "same"
    ? passed()
    : failed("SIGNATURE_XML_MISMATCH", { files: [listed.entry ?? listed.location] });
};

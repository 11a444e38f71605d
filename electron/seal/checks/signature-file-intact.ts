/** Is Signature.xml, the list of what is protected, itself as it was signed? A sound signature over who knows what protects nothing. */
import { failed, type OfdSignatureCheck, passed, undetermined } from "../answers/outcome.ts";

export const signatureFileIntact: OfdSignatureCheck = ({ dataHash, listed, signer }) => {
  switch (dataHash) {
    case "same":
      return passed();
    case "different":
      return failed("SIGNATURE_XML_MISMATCH", { files: [listed.entry ?? listed.location] });
    case "unanswered":
      // Without a valid signature another check says why; with one, only the digest that ties it to the file can be unknown.
      return signer?.answer === "valid" ? undetermined("DIGEST_ALGORITHM_UNKNOWN") : undefined;
  }
};

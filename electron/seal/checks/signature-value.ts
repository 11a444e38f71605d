/** Does the signature value fit the signed bytes and the signer's key (GB/T 32918.2-2016 §7)? */
import { failed, passed, type SignatureCheck, undetermined } from "../answers/outcome.ts";

export const signatureValue: SignatureCheck = ({ signer }) => {
  switch (signer?.answer) {
    case undefined:
      return undefined;
    case "valid":
      return passed();
    case "invalid":
      return failed("SIGNATURE_VALUE_INVALID");
    case "unsupported":
      return undetermined("ALGORITHM_UNSUPPORTED");
    case "unanswered":
      return undetermined(signer.certificate.kind === "missing" ? "SIGNER_CERT_MISSING" : "SIGNER_CERT_FORMAT");
  }
};

/** Is the seal as its maker made it, picture, dates and signer list included? */
import { failed, passed, type SignatureCheck, undetermined } from "../answers/outcome.ts";

export const sealSignature: SignatureCheck = ({ seal }) => {
  switch (seal?.maker.answer) {
    case undefined:
      return undefined;
    case "valid":
      return passed();
    case "invalid":
      return failed("SEAL_SIGNATURE_INVALID");
    case "unsupported":
      return undetermined("ALGORITHM_UNSUPPORTED");
    case "unanswered":
      return undetermined("SEAL_FORMAT");
  }
};

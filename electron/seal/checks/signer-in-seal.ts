/** Is the signer one of those whom the seal was made for (certListType 1: the certificate itself; 2: its SM3)? */
import { failed, passed, type SignatureCheck, undetermined } from "../answers/outcome.ts";

export const signerInSeal: SignatureCheck = ({ seal, signer }) => {
  switch (seal?.signer) {
    case undefined:
      return undefined;
    case "listed":
      return passed({ list: seal.seal.signers.kind });
    case "not-listed":
      return failed("SIGNER_NOT_IN_SEAL");
    case "renewed":
      return failed("SIGNER_NOT_IN_SEAL", { hint: "same key and holder as a listed certificate: seal not re-issued" });
    case "unanswered":
      return undetermined(signer?.certificate.kind === "missing" ? "SIGNER_CERT_MISSING" : "SIGNER_CERT_FORMAT");
  }
};

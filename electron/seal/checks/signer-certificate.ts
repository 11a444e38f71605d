/** Is the signer's certificate there and readable? */
import { failed, passed, type SignatureCheck } from "../answers/outcome.ts";

export const signerCertificate: SignatureCheck = ({ signer }) => {
  switch (signer?.certificate.kind) {
    case undefined:
      return undefined;
    case "missing":
      return failed("SIGNER_CERT_MISSING");
    case "broken":
      return failed("SIGNER_CERT_FORMAT", { reason: signer.certificate.reason });
    case "present":
      return passed({ subject: signer.certificate.certificate.subject.text });
  }
};

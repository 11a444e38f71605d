/** May the signer's key sign documents? China issues pairs of certificates, and one for encryption, a server or a clock must not pass. */
import { maySign } from "../answers/certificate-traits.ts";
import { failed, passed, type SignatureCheck } from "../answers/outcome.ts";
import { certificateOf } from "../answers/signature-view.ts";

export const signerKeyUsage: SignatureCheck = ({ signer }) => {
  const certificate = certificateOf(signer?.certificate);
  if (!certificate) return undefined;
  const { keyUsage = [], purposes } = certificate.extensions;
  const detail = { keyUsage: [...keyUsage].map(String), ...(purposes && { purposes }) };
  return maySign(certificate) ? passed(detail) : failed("SIGNER_KEY_USAGE", detail);
};

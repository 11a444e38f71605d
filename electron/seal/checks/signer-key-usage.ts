/** May the signer's key sign? China issues pairs of certificates; the one for encryption must not pass. */
import { maySign } from "../answers/certificate-traits.ts";
import { failed, passed, type SignatureCheck } from "../answers/outcome.ts";
import { certificateOf } from "../answers/signature-view.ts";

export const signerKeyUsage: SignatureCheck = ({ signer }) => {
  const certificate = certificateOf(signer?.certificate);
  if (!certificate) return undefined;
  const detail = { keyUsage: [...(certificate.extensions.keyUsage ?? [])].map(String) };
  return maySign(certificate) ? passed(detail) : failed("SIGNER_KEY_USAGE", detail);
};

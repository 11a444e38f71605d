/** Is this a sample (样例) and not a real license? Told by the trust data or by the names in the certificate. */
import { isSampleCertificate } from "../answers/certificate-traits.ts";
import { passed, remark, type SignatureCheck } from "../answers/outcome.ts";
import { certificateOf } from "../answers/signature-view.ts";

export const signerSample: SignatureCheck = ({ signer }, { trust }) => {
  const certificate = certificateOf(signer?.certificate);
  if (!certificate) return undefined;
  const detail = { subject: certificate.subject.text };
  return isSampleCertificate(certificate, trust) ? remark(["SAMPLE_SIGNER"], detail) : passed();
};

/** Narrow views on the facts of a signature, shared by the checks: undefined where a question does not arise. */
import type { CertificateFact, SignatureFacts } from "../facts.ts";
import type { SignatureFile } from "../ofd/signature-file.ts";
import type { SesSignature } from "../ses/signature.ts";
import type { Certificate } from "../x509/certificate.ts";

/** Signature.xml, when it could be read. */
export function signatureFileOf(facts: SignatureFacts): SignatureFile | undefined {
  const file = facts.format === "ofd" ? facts.file : undefined;
  return file && !("code" in file) ? file : undefined;
}

/** The signed value, when it is one of the SES forms. */
export function sesOf({ value }: SignatureFacts): SesSignature | undefined {
  return value?.form === "ses" ? value.signature : undefined;
}

export function certificateOf(fact: CertificateFact | undefined): Certificate | undefined {
  return fact?.kind === "present" ? fact.certificate : undefined;
}

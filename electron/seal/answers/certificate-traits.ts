/** Properties of certificates that more than one question asks for. */
import type { PartyFacts } from "../facts.ts";
import type { TrustSet } from "../trust-set.ts";
import type { Certificate } from "../x509/certificate.ts";
import { KEY_USAGE } from "../x509/extensions.ts";

const SAMPLE_WORD = "样例";

/** digitalSignature or nonRepudiation must be said; silence is not enough for a seal (GB/T 20518-2018). */
export function maySign({ extensions: { keyUsage } }: Certificate): boolean {
  return keyUsage?.has(KEY_USAGE.DIGITAL_SIGNATURE) === true || keyUsage?.has(KEY_USAGE.NON_REPUDIATION) === true;
}

/** Told by the trust data, or by the certificate's own names. */
export function isSampleCertificate({ subject, issuer, fingerprint }: Certificate, trust: TrustSet): boolean {
  const isNamedSo = subject.text.includes(SAMPLE_WORD) || issuer.text.includes(SAMPLE_WORD);
  return isNamedSo || trust.sampleSigners.has(fingerprint);
}

/** Is the certificate itself an anchor? Then it needs no revocation list. */
export function isTrustedByDecision({ path, revocation }: PartyFacts): boolean {
  return path?.kind === "trusted" && revocation.length === 0;
}

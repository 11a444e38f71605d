/** Properties of certificates that more than one question asks for. */
import { OID } from "../der/oid.ts";
import type { PartyFacts } from "../facts.ts";
import type { TrustSet } from "../trust-set.ts";
import type { Certificate } from "../x509/certificate.ts";
import { KEY_USAGE } from "../x509/extensions.ts";
import { isForServices } from "../x509/purposes.ts";

const SAMPLE_WORD = "样例";

/** digitalSignature or nonRepudiation must be said; silence is not enough for a seal (GB/T 20518-2018). */
export function maySign({ extensions: { keyUsage, purposes } }: Certificate): boolean {
  if (purposes && isForServices(purposes)) return false;
  return keyUsage !== undefined && isForSigning(keyUsage);
}

function isForSigning(keyUsage: ReadonlySet<number>): boolean {
  return keyUsage.has(KEY_USAGE.DIGITAL_SIGNATURE) || keyUsage.has(KEY_USAGE.NON_REPUDIATION);
}

/** A purpose counts only as far as keyUsage agrees (RFC 5280 §4.2.1.12; RFC 3161 §2.3). */
export function mayStampTime({ extensions: { keyUsage, purposes } }: Certificate): boolean {
  return purposes?.includes(OID.TIME_STAMPING) === true && (keyUsage === undefined || isForSigning(keyUsage));
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

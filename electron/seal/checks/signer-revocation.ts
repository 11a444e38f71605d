/** Has the signer's certificate been revoked? Only a proven time before it counts; a claimed one proves nothing, and says so. */

import { isTrustedByDecision } from "../answers/certificate-traits.ts";
import { type Cause, isoTime, passed, type SignatureCheck, undetermined } from "../answers/outcome.ts";
import { revocationOutcome } from "../answers/revocation-outcome.ts";
import { type SigningTime, signingTimeOf } from "../answers/signing-time-of.ts";
import type { RevocationAnswer } from "../x509/revocation.ts";

export const signerRevocation: SignatureCheck = (facts) => {
  const { signer } = facts;
  if (!signer?.path) return undefined;
  const [answer] = signer.revocation;
  const signing = signingTimeOf(facts);
  if (answer && signing && isProvenBefore(answer, signing)) {
    return passed({ revokedAt: isoTime(answer.revokedAt ?? 0), provenAt: isoTime(signing.at) });
  }
  if (answer) return revocationOutcome(answer, (revoked) => causeFor(revoked, signing));
  return isTrustedByDecision(signer) ? undefined : undetermined("REVOCATION_UNKNOWN", { why: "no trusted chain" });
};

/** A compromise may be older than the day it was reported. */
function isProvenBefore({ status, revokedAt, isCompromise }: RevocationAnswer, { at, basis }: SigningTime): boolean {
  return status === "revoked" && basis === "timestamp" && !isCompromise && revokedAt !== undefined && at < revokedAt;
}

function causeFor({ status, revokedAt = 0, isCompromise }: RevocationAnswer, signing: SigningTime | undefined): Cause {
  const code = "SIGNER_REVOKED";
  if (status === "on-hold") return { code, variant: "on-hold" };
  if (!signing) return { code };
  const isProven = signing.basis === "timestamp" && signing.earliest >= revokedAt;
  if (signing.at >= revokedAt) return isProven ? { code, variant: "proven" } : { code };
  // Whoever holds a compromised key can claim any time; a proof of one before the report is for a person to weigh.
  return isCompromise && signing.basis === "claimed" ? { code } : { code, variant: "claimed-before" };
}

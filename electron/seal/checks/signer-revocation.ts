/** Has the signer's certificate been revoked? A claimed signing time before it proves nothing, and says so. */

import { isTrustedByDecision } from "../answers/certificate-traits.ts";
import { type Cause, type SignatureCheck, undetermined } from "../answers/outcome.ts";
import { revocationOutcome } from "../answers/revocation-outcome.ts";
import { sesOf } from "../answers/signature-view.ts";
import type { RevocationAnswer } from "../x509/revocation.ts";

export const signerRevocation: SignatureCheck = (facts) => {
  const { signer } = facts;
  const signedAt = sesOf(facts)?.signedAt;
  if (!signer?.path || signedAt === undefined) return undefined;
  const [answer] = signer.revocation;
  if (answer) return revocationOutcome(answer, (revoked) => causeFor(revoked, signedAt));
  return isTrustedByDecision(signer) ? undefined : undetermined("REVOCATION_UNKNOWN", { why: "no trusted chain" });
};

function causeFor({ status, revokedAt = 0, isCompromise }: RevocationAnswer, signedAt: number): Cause {
  if (status === "on-hold") return { code: "SIGNER_REVOKED", variant: "on-hold" };
  // Whoever holds a compromised key can claim any time.
  const isClaimedBefore = !isCompromise && signedAt < revokedAt;
  return isClaimedBefore ? { code: "SIGNER_REVOKED", variant: "claimed-before" } : { code: "SIGNER_REVOKED" };
}

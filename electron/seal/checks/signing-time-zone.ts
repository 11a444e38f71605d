/**
 * Is the claimed signing time surely UTC? Some vendors write Beijing time with a Z: then it is eight hours late, which
 * matters where a date of the seal or of the certificate lies within these eight hours, or a timestamp is earlier.
 */

import { passed, remark, type SignatureCheck } from "../answers/outcome.ts";
import { certificateOf } from "../answers/signature-view.ts";
import { signingTimeOf, ZONE_DOUBT_MS } from "../answers/signing-time-of.ts";
import type { SignatureFacts } from "../facts.ts";

const BEIJING_MS = 8 * 3_600_000;

export const signingTimeZone: SignatureCheck = (facts) => {
  const { claimedAt } = facts;
  if (claimedAt === undefined) return undefined;
  const signing = signingTimeOf(facts);
  const proven = signing?.basis === "timestamp" ? signing.at : undefined;
  const isDoubtful =
    proven === undefined
      ? limitsOf(facts).some((limit) => limit <= claimedAt && limit > claimedAt - BEIJING_MS)
      : claimedAt > proven && claimedAt <= proven + ZONE_DOUBT_MS;
  return isDoubtful ? remark(["TIME_ZONE_DOUBTFUL"]) : passed();
};

/** Lower limits, which a time that is really eight hours earlier would fall short of. */
function limitsOf({ signer, seal }: SignatureFacts): readonly number[] {
  const certificate = certificateOf(signer?.certificate);
  return [...(certificate ? [certificate.notBefore] : []), ...(seal ? [seal.seal.validFrom] : [])];
}

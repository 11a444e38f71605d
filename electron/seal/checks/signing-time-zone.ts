/**
 * Is the signing time surely UTC? Some vendors write Beijing time with a Z: then it is eight hours late, which matters
 * where a date of the seal or of the certificate lies within these eight hours.
 */

import { passed, remark, type SignatureCheck } from "../answers/outcome.ts";
import { certificateOf, sesOf } from "../answers/signature-view.ts";
import type { SignatureFacts } from "../facts.ts";

const BEIJING_MS = 8 * 3_600_000;

export const signingTimeZone: SignatureCheck = (facts) => {
  const signedAt = sesOf(facts)?.signedAt;
  if (signedAt === undefined) return undefined;
  const doubtful = limitsOf(facts).some((limit) => limit <= signedAt && limit > signedAt - BEIJING_MS);
  return doubtful ? remark(["TIME_ZONE_DOUBTFUL"]) : passed();
};

/** Lower limits, which a time that is really eight hours earlier would fall short of. */
function limitsOf({ signer, seal }: SignatureFacts): readonly number[] {
  const certificate = certificateOf(signer?.certificate);
  return [...(certificate ? [certificate.notBefore] : []), ...(seal ? [seal.seal.validFrom] : [])];
}

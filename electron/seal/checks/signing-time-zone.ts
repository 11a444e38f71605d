/**
 * Is the claimed signing time surely UTC? Some vendors write Beijing time with a Z: then it is eight hours late. Told where that
 * matters: a date of the seal or of the certificate lies within these eight hours, on whichever side it is judged, the seal says
 * that it was made later, or the time is still to come. It only warns; no limit gives way to it.
 */

import { passed, remark, type SignatureCheck } from "../answers/outcome.ts";
import { certificateOf } from "../answers/signature-view.ts";
import { CLOCK_TOLERANCE_MS, signingTimeOf, ZONE_DOUBT_MS } from "../answers/signing-time-of.ts";
import type { SignatureFacts } from "../facts.ts";

const BEIJING_MS = 8 * 3_600_000;

export const signingTimeZone: SignatureCheck = (facts, { at }) => {
  const { claimedAt, seal } = facts;
  if (claimedAt === undefined) return undefined;
  const signing = signingTimeOf(facts);
  // What proves the time leaves no other question than how far the claim is from it.
  const latest = signing?.basis === "timestamp" ? signing.at : at;
  const isAhead = claimedAt > latest && claimedAt <= latest + ZONE_DOUBT_MS;
  const isDoubtful =
    signing?.basis === "timestamp"
      ? isAhead
      : (isAhead && claimedAt > at + CLOCK_TOLERANCE_MS) ||
        limitsOf(facts).some((limit) => limit <= claimedAt && limit > claimedAt - BEIJING_MS) ||
        (seal !== undefined && seal.seal.createdAt > claimedAt);
  return isDoubtful ? remark(["TIME_ZONE_DOUBTFUL"]) : passed();
};

/** Dates that a time which is really eight hours earlier could stand on the other side of. */
function limitsOf({ signer, seal }: SignatureFacts): readonly number[] {
  const certificate = certificateOf(signer?.certificate);
  return [
    ...(certificate ? [certificate.notBefore, certificate.notAfter] : []),
    ...(seal ? [seal.seal.validFrom, seal.seal.validTo] : []),
  ];
}

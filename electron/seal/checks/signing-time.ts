/** Is it known when this was signed, and does that lie in the past? */
import { failed, isoTime, passed, remark, type SignatureCheck } from "../answers/outcome.ts";
import { CLOCK_TOLERANCE_MS, signingTimeOf } from "../answers/signing-time-of.ts";

export const signingTime: SignatureCheck = (facts, { at }) => {
  if (!facts.signer) return undefined;
  const signing = signingTimeOf(facts);
  if (!signing) return remark(["SIGNING_TIME_MISSING"]);
  const detail = { signedAt: isoTime(signing.at), basis: signing.basis };
  const latest = Math.max(signing.at, facts.claimedAt ?? signing.at);
  return latest > at + CLOCK_TOLERANCE_MS ? failed("TIME_IN_FUTURE", detail) : passed(detail);
};

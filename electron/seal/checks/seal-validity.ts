/** Was the seal within its own validity at the signing time? */
import { failed, isoTime, passed, type SignatureCheck, undetermined } from "../answers/outcome.ts";
import { signingTimeOf } from "../answers/signing-time-of.ts";

export const sealValidity: SignatureCheck = (facts, { at }) => {
  if (!facts.seal) return undefined;
  const { validFrom, validTo } = facts.seal.seal;
  const period = { validFrom: isoTime(validFrom), validTo: isoTime(validTo) };
  const signing = signingTimeOf(facts);
  if (!signing) {
    const isValidNow = at >= validFrom && at <= validTo;
    return isValidNow ? passed(period) : undetermined({ code: "SIGNING_TIME_MISSING", variant: "needed" }, period);
  }
  const detail = { signedAt: isoTime(signing.at), basis: signing.basis, ...period };
  // A timestamp may be late; what the signer himself says must not lie before the seal.
  if (Math.min(signing.earliest, facts.claimedAt ?? signing.earliest) < validFrom)
    return failed("SEAL_NOT_YET_VALID", detail);
  return signing.at > validTo ? failed("SEAL_EXPIRED_AT_SIGNING", detail) : passed(detail);
};

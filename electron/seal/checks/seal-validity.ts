/** Was the seal within its own validity at the signing time? */
import { failed, isoTime, passed, type SignatureCheck } from "../answers/outcome.ts";
import { sesOf } from "../answers/signature-view.ts";

export const sealValidity: SignatureCheck = (facts) => {
  const signedAt = sesOf(facts)?.signedAt;
  if (!facts.seal || signedAt === undefined) return undefined;
  const { validFrom, validTo } = facts.seal.seal;
  const detail = { signedAt: isoTime(signedAt), validFrom: isoTime(validFrom), validTo: isoTime(validTo) };
  if (signedAt < validFrom) return failed("SEAL_NOT_YET_VALID", detail);
  return signedAt > validTo ? failed("SEAL_EXPIRED_AT_SIGNING", detail) : passed(detail);
};

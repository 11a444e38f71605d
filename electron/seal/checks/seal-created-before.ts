/** Was the seal made before it was used? A day is allowed, as some makers write local time with a Z. */
import { failed, isoTime, passed, type SignatureCheck } from "../answers/outcome.ts";
import { sesOf } from "../answers/signature-view.ts";

const TOLERANCE_MS = 24 * 3_600_000;

export const sealCreatedBefore: SignatureCheck = (facts) => {
  const signedAt = sesOf(facts)?.signedAt;
  if (!facts.seal || signedAt === undefined) return undefined;
  const { createdAt } = facts.seal.seal;
  const detail = { createdAt: isoTime(createdAt), signedAt: isoTime(signedAt) };
  return createdAt > signedAt + TOLERANCE_MS ? failed("SEAL_CREATED_AFTER_SIGNING", detail) : passed(detail);
};

/** Was the seal made before it was used? A day is allowed, as some makers write local time with a Z. */
import { failed, isoTime, passed, type SignatureCheck } from "../answers/outcome.ts";

const TOLERANCE_MS = 24 * 3_600_000;

/** What the signer claims counts here; where he is silent, the seal must at least not come from the future. */
export const sealCreatedBefore: SignatureCheck = ({ seal, claimedAt }, { at }) => {
  if (!seal) return undefined;
  const { createdAt } = seal.seal;
  const usedAt = claimedAt ?? at;
  const detail = { createdAt: isoTime(createdAt), signedAt: isoTime(usedAt) };
  return createdAt > usedAt + TOLERANCE_MS ? failed("SEAL_CREATED_AFTER_SIGNING", detail) : passed(detail);
};

/** Was the seal made before it was used? A day is allowed, as some makers write local time with a Z. */
import { failed, isoTime, passed, type SignatureCheck } from "../answers/outcome.ts";
import { signingTimeOf } from "../answers/signing-time-of.ts";
import { timestampStanding } from "../answers/timestamp-standing.ts";
import type { SealFacts } from "../facts.ts";

const TOLERANCE_MS = 24 * 3_600_000;

/** What the signer claims counts here; where he is silent, the seal must at least not come from the future. */
export const sealCreatedBefore: SignatureCheck = (facts, { at }) => {
  const { seal, claimedAt } = facts;
  if (!seal) return undefined;
  const { createdAt } = seal.seal;
  const usedAt = claimedAt ?? at;
  const detail = { createdAt: isoTime(createdAt), signedAt: isoTime(usedAt) };
  if (createdAt > usedAt + TOLERANCE_MS) return failed("SEAL_CREATED_AFTER_SIGNING", detail);
  const stampedAt = stampedFrom(seal);
  const usedBy = Math.min(usedAt, signingTimeOf(facts)?.at ?? usedAt);
  if (stampedAt === undefined || stampedAt <= usedBy + TOLERANCE_MS) return passed(detail);
  return failed("SEAL_CREATED_AFTER_SIGNING", { ...detail, provenAt: isoTime(stampedAt) });
};

/** The seal's own timestamp is under the signature, so that one cannot be older (GM/T 0031-2025). */
function stampedFrom({ timestamp }: SealFacts): number | undefined {
  const standing = timestamp && timestampStanding(timestamp);
  return standing?.holds ? standing.earliestAt : undefined;
}

/**
 * Does the timestamp that a seal of GM/T 0031-2025 carries belong to it, and does it hold? It says when the seal was made; only
 * the order of seal and signature rests on it (seal-created-before), so what is wrong with it is told and changes nothing.
 */
import { isoTime, passed, remark, type SignatureCheck } from "../answers/outcome.ts";
import { timestampStanding } from "../answers/timestamp-standing.ts";

export const sealTimestamp: SignatureCheck = ({ seal }) => {
  if (!seal?.timestamp) return undefined;
  const standing = timestampStanding(seal.timestamp);
  if (!standing.holds) return remark([standing.code], { object: "seal", reason: standing.reason });
  return passed({ provenAt: isoTime(standing.generatedAt) });
};

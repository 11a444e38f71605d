/**
 * Is it signed what the value is for? SignedData over a bare digest, without attributes, is a usual form of the field (GB/T
 * 35275-2017 allows it), but a login that signs 32 random bytes makes the same value: whoever chose them has a signature for
 * any file. So it is told wherever something seen rests on it alone, and the counter asks for more than that signature
 * (decision 0017).
 */
import { passed, remark, type SignatureCheck } from "../answers/outcome.ts";

export const purposeSigned: SignatureCheck = (facts) => {
  if (facts.value?.form !== "signed-data" || facts.signer?.answer !== "valid") return undefined;
  if (!facts.isDigestOnly) return passed();
  const isBeside = facts.format === "ofd" && facts.isSeenWithoutDigests;
  return remark([{ code: "SIGNED_DIGEST_ONLY", ...(isBeside && { variant: "beside" }) }]);
};

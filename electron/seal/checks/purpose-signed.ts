/**
 * Is it signed what the value is for? SignedData over a bare digest, without attributes, is a usual form of the field (GB/T
 * 35275-2017 allows it), but a login that signs 32 random bytes makes the same value: whoever chose them has a signature for
 * any file. So it counts, and is told; a hall may refer it by its policy.
 */
import { passed, remark, type SignatureCheck } from "../answers/outcome.ts";

export const purposeSigned: SignatureCheck = ({ value, signer, isDigestOnly }) => {
  if (value?.form !== "signed-data" || signer?.answer !== "valid") return undefined;
  return isDigestOnly ? remark(["SIGNED_DIGEST_ONLY"]) : passed();
};

/**
 * Is what a reader sees signed by who put the seal on it? What a seal leaves open, any trusted certificate can sign and change,
 * and the seal is drawn beside it. Another seal stands on the page for itself; a signature without one is seen by nobody.
 */
import { failed, namedFiles, type OfdSignatureCheck, passed, remark } from "../answers/outcome.ts";

export const sameSigner: OfdSignatureCheck = ({ isIntegral, seal, seenUnderOthers }) => {
  if (!isIntegral || !seal) return undefined;
  if (seenUnderOthers.length === 0) return passed();
  const detail = namedFiles(seenUnderOthers.map(({ path }) => path));
  const isSealed = seenUnderOthers.every(({ bySeal }) => bySeal);
  return isSealed
    ? remark([{ code: "SEEN_UNDER_ANOTHER_SIGNER", variant: "sealed" }], detail)
    : failed("SEEN_UNDER_ANOTHER_SIGNER", detail);
};

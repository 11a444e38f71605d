/** Does a timestamp prove when the signature was made? Where it does not, the signing time counts as claimed only. */

import { failed, isoTime, passed, remark, type SignatureCheck } from "../answers/outcome.ts";
import { certificateOf } from "../answers/signature-view.ts";
import { ZONE_DOUBT_MS } from "../answers/signing-time-of.ts";
import { timestampStanding } from "../answers/timestamp-standing.ts";

export const timestamp: SignatureCheck = ({ timestamp: token, claimedAt }) => {
  if (!token) return undefined;
  const standing = timestampStanding(token);
  const authority = token.kind === "token" ? certificateOf(token.authority.certificate)?.subject.text : undefined;
  const named = authority === undefined ? {} : { authority };
  if (!standing.holds) return remark([standing.code], { ...named, reason: standing.reason });
  const detail = { ...named, provenAt: isoTime(standing.generatedAt) };
  if (claimedAt === undefined || claimedAt <= standing.generatedAt + ZONE_DOUBT_MS) return passed(detail);
  return failed("SIGNED_AFTER_TIMESTAMP", { ...detail, claimedAt: isoTime(claimedAt) });
};

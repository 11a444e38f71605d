/** Does the claimed signing time lie in the past? */
import { failed, isoTime, passed, type SignatureCheck } from "../answers/outcome.ts";
import { sesOf } from "../answers/signature-view.ts";

/** Clocks of honest stations differ by less. */
const TOLERANCE_MS = 5 * 60_000;

export const signingTime: SignatureCheck = (facts, { at }) => {
  const signedAt = sesOf(facts)?.signedAt;
  if (signedAt === undefined) return undefined;
  const detail = { signedAt: isoTime(signedAt), basis: "claimed" };
  return signedAt > at + TOLERANCE_MS ? failed("TIME_IN_FUTURE", detail) : passed(detail);
};

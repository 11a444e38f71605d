/** Were the seal maker's certificate and those above it in date when the seal was used, and are they today? */

import { datesOutcome } from "../answers/dates-outcome.ts";
import type { SignatureCheck } from "../answers/outcome.ts";
import { sesOf } from "../answers/signature-view.ts";

export const makerDates: SignatureCheck = (facts, { at }) => {
  const signedAt = sesOf(facts)?.signedAt;
  if (!facts.seal || signedAt === undefined) return undefined;
  return datesOutcome(facts.seal.maker, { signedAt, at, madeAt: facts.seal.seal.createdAt });
};

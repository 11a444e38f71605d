/** Were the signer's certificate and those above it in date when it signed, and are they today? */

import { datesOutcome } from "../answers/dates-outcome.ts";
import type { SignatureCheck } from "../answers/outcome.ts";
import { sesOf } from "../answers/signature-view.ts";

export const signerDates: SignatureCheck = (facts, { at }) => {
  const signedAt = sesOf(facts)?.signedAt;
  return facts.signer && signedAt !== undefined ? datesOutcome(facts.signer, { signedAt, at }) : undefined;
};

/** Were the signer's certificate and those above it in date when it signed, and are they today? */

import { datesOutcome } from "../answers/dates-outcome.ts";
import type { SignatureCheck } from "../answers/outcome.ts";
import { signingTimeOf } from "../answers/signing-time-of.ts";

export const signerDates: SignatureCheck = (facts, { at }) =>
  facts.signer && datesOutcome(facts.signer, { signing: signingTimeOf(facts), at });

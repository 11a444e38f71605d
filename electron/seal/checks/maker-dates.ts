/** Were the seal maker's certificate and those above it in date when the seal was used, and are they today? */

import { datesOutcome } from "../answers/dates-outcome.ts";
import type { SignatureCheck } from "../answers/outcome.ts";
import { signingTimeOf } from "../answers/signing-time-of.ts";

export const makerDates: SignatureCheck = (facts, { at }) =>
  facts.seal &&
  datesOutcome(facts.seal.maker, { signing: signingTimeOf(facts), at, madeAt: facts.seal.seal.createdAt });

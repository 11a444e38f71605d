/** Is what this signature leaves open, and a reader can see, covered by another signature of the file? */

import { coverageOutcome } from "../answers/coverage-outcome.ts";
import type { SignatureCheck } from "../answers/outcome.ts";

export const signatureCovers: SignatureCheck = ({ isIntegral, openToAll }) =>
  isIntegral ? coverageOutcome(openToAll) : undefined;

/** Is what this signature leaves open, and a reader can see, covered by another signature of the file? */

import { coverageOutcome } from "../answers/coverage-outcome.ts";
import type { OfdSignatureCheck } from "../answers/outcome.ts";

export const signatureCovers: OfdSignatureCheck = ({ isIntegral, openToAll }) =>
  isIntegral ? coverageOutcome(openToAll) : undefined;

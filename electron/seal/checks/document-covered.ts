/** Do the signatures together protect everything that a reader can come to see (seals.md section 3)? */

import { coverageOutcome } from "../answers/coverage-outcome.ts";
import type { DocumentCheck } from "../answers/outcome.ts";

export const documentCovered: DocumentCheck = ({ package: found }) => {
  if (!found?.signatures.some(({ isIntegral }) => isIntegral)) return undefined;
  return coverageOutcome(found.openToAll);
};

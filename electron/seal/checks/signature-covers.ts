/**
 * Does this signature protect the document that it is listed for, and is what it leaves open beside, and a reader can see,
 * covered by another signature of the file? Its digests would hold in any package; only with its own document it means it.
 */

import { coverageOutcome } from "../answers/coverage-outcome.ts";
import type { OfdSignatureCheck } from "../answers/outcome.ts";

export const signatureCovers: OfdSignatureCheck = ({ isIntegral, openToAll, openOwnDocument }) =>
  isIntegral ? coverageOutcome([...new Set([...openOwnDocument, ...openToAll])]) : undefined;

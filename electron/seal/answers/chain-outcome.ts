/** The answer to both questions about a chain to a trusted root (RFC 5280 §6). */
import type { VerdictCode } from "../codes.ts";
import type { PathAnswer } from "../x509/path.ts";
import { type CheckOutcome, failed, passed, undetermined } from "./outcome.ts";

export interface ChainCodes {
  readonly notFound: VerdictCode;
  readonly invalid: VerdictCode;
}

export function chainOutcome(path: PathAnswer, codes: ChainCodes): CheckOutcome {
  switch (path.kind) {
    case "trusted":
      return passed({ chain: path.path.map(({ subject }) => subject.text) });
    case "constraint":
      return failed(codes.invalid, { reasons: path.reasons, chain: path.path.map(({ subject }) => subject.text) });
    case "bad-signature":
      return failed({ code: codes.invalid, variant: "bad-signature" }, { certificate: path.subject });
    case "unsupported":
      return undetermined("ALGORITHM_UNSUPPORTED", { algorithm: path.algorithm });
    case "not-found":
      return undetermined(codes.notFound);
  }
}

/** The answer to both coverage questions: what a reader can see must be protected, the rest is told by name. */
import type { VerdictCode } from "../codes.ts";
import type { UncoveredEntry } from "../facts.ts";
import type { CoverageClass } from "../report.ts";
import { type CheckOutcome, namedFiles, passed } from "./outcome.ts";

const CODE_OF: Readonly<Record<CoverageClass, VerdictCode>> = {
  STRUCTURE: "COVERAGE_PARTIAL_STRUCTURE",
  RENDERED: "COVERAGE_PARTIAL_RENDERED",
  ATTACHMENT: "COVERAGE_PARTIAL_ATTACHMENT",
  UNREACHABLE: "COVERAGE_PARTIAL_INFO",
};

export function coverageOutcome(open: readonly UncoveredEntry[]): CheckOutcome {
  if (open.length === 0) return passed();
  const classes = new Set(open.map((entry) => entry.class));
  const isSeen = classes.has("STRUCTURE") || classes.has("RENDERED");
  return {
    result: isSeen ? "failed" : "passed",
    causes: Array.from(classes, (coverageClass) => ({ code: CODE_OF[coverageClass] })),
    detail: namedFiles(open.map(({ path }) => path)),
  };
}

/**
 * From causes to a verdict, by policy (ETSI EN 319 102-1 §5.1.3): the worst cause gives indication and sub-indication,
 * and no decision is milder than the strictest cause. A code that the policy does not know is never harmless.
 */
import type { Cause } from "./answers/outcome.ts";
import type { VerdictCode } from "./codes.ts";
import type { Policy, PolicyRow } from "./policy.ts";
import type { Decision, Indication, SubIndication } from "./report.ts";

export interface Verdict {
  readonly indication: Indication;
  readonly subIndication?: SubIndication;
  readonly decision: Decision;
  /** What fails or warns, worst first, without repeats; what only informs stays with its check. */
  readonly codes: readonly string[];
}

const INDICATION_RANK: Readonly<Record<Indication, number>> = {
  TOTAL_FAILED: 0,
  NO_SIGNATURE: 1,
  INDETERMINATE: 2,
  TOTAL_PASSED: 3,
};
const DECISION_RANK: Readonly<Record<Decision, number>> = { reject: 0, refer: 1, accept: 2 };

interface Weighed {
  readonly row: PolicyRow;
  /** Lower is worse. */
  readonly rank: number;
}

/** Looks rows up by code and variant. Made once per policy. */
export type PolicyIndex = (cause: Cause) => Weighed;

export function indexPolicy(policy: Policy): PolicyIndex {
  const rows = new Map<string, Weighed>();
  policy.rows.forEach((row, index) => {
    const rank = rankOf(row) * (policy.rows.length + 1) + index;
    rows.set(`${row.code}/${row.variant ?? ""}`, { row, rank });
  });
  return ({ code, variant }) => rows.get(`${code}/${variant ?? ""}`) ?? rows.get(`${code}/`) ?? unknownCode(code);
}

/** Failing rows by what they lead to, then warnings, then information. */
function rankOf({ severity, indication = "INDETERMINATE", decision = "reject" }: PolicyRow): number {
  if (severity === "fail") return 3 * INDICATION_RANK[indication] + DECISION_RANK[decision];
  return severity === "warn" ? 20 : 21;
}

function unknownCode(code: Cause["code"]): Weighed {
  const row = { code, severity: "fail", indication: "INDETERMINATE", decision: "reject" } as const;
  return { row, rank: rankOf(row) };
}

export function judge(causes: readonly Cause[], policy: PolicyIndex): Verdict {
  const weighed = causes.map(policy).sort((a, b) => a.rank - b.rank);
  const failing = weighed.filter(({ row }) => row.severity === "fail").map(({ row }) => row);
  const told = weighed.filter(({ row }) => row.severity !== "info");
  const codes = [...new Set(told.map(({ row }) => row.code))];
  const [worst] = failing;
  if (!worst) return { indication: "TOTAL_PASSED", decision: "accept", codes };
  const { indication = "INDETERMINATE", subIndication = "SIG_CONSTRAINTS_FAILURE" } = worst;
  return { indication, subIndication, decision: strictest(failing), codes };
}

/**
 * What every check rests on: there are signatures, and all of them hold. A check that forgot it, or a policy that waves
 * everything through, changes nothing about that.
 */
export function neverWithoutIntegrity(
  verdict: Verdict,
  signatures: readonly { readonly isIntegral: boolean }[],
): Verdict {
  const holds = signatures.length > 0 && signatures.every(({ isIntegral }) => isIntegral);
  if (holds || verdict.decision !== "accept") return verdict;
  return {
    indication: "INDETERMINATE",
    subIndication: "SIG_CONSTRAINTS_FAILURE",
    decision: "reject",
    codes: ["VERDICT_INCONSISTENT" satisfies VerdictCode, ...verdict.codes],
  };
}

function strictest(rows: readonly PolicyRow[]): Decision {
  const decisions = rows.map(({ decision = "reject" }) => decision);
  return decisions.reduce((a, b) => (DECISION_RANK[a] <= DECISION_RANK[b] ? a : b));
}

/** Codes of one check, worst first. */
export function codesOf(causes: readonly Cause[], policy: PolicyIndex): readonly string[] {
  const sorted = causes.map(policy).sort((a, b) => a.rank - b.rank);
  return [...new Set(sorted.map(({ row }) => row.code))];
}

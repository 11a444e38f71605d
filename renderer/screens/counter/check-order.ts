/** Order, tally and detail line of checks. */
import type { CheckResult } from "../../state/license-store.ts";

const RANK: Readonly<Record<CheckResult["result"], number>> = { failed: 0, undetermined: 1, passed: 2 };

/** What failed comes first, what is open next; within each the order of the verification stays. */
export function worstFirst(checks: readonly CheckResult[]): readonly CheckResult[] {
  return [...checks].sort((a, b) => rankOf(a) - rankOf(b));
}

/** A check that passed with a remark stands before those without. */
function rankOf(check: CheckResult): number {
  return RANK[check.result] - (check.result === "passed" && check.codes.length > 0 ? 0.5 : 0);
}

export function checkTally(checks: readonly CheckResult[]): Readonly<Record<CheckResult["result"], number>> {
  const count = (result: CheckResult["result"]) => checks.filter((check) => check.result === result).length;
  return { passed: count("passed"), failed: count("failed"), undetermined: count("undetermined") };
}

const ISO = /^\d{4}-\d\d-\d\dT/;

export function checkDetail({ detail }: CheckResult): string {
  if (!detail) return "";
  return Object.entries(detail)
    .map(([name, value]) => `${name}: ${readable(value)}`)
    .join(" · ");
}

function readable(value: string | number | boolean | readonly string[]): string {
  if (typeof value === "object") return value.join(", ");
  return typeof value === "string" && ISO.test(value) ? value.slice(0, 16).replace("T", " ") : String(value);
}

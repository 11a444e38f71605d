/** Order, tally and detail line of checks. */
import type { CheckResult } from "../../state/license-store.ts";
import { dayAndTime } from "../../strings/format.ts";

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

const ISO_INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/** What the answer rests on, in one line; instants by the clock of China. */
export function checkDetail({ detail }: CheckResult, names: Readonly<Record<string, string>>): string {
  return Object.entries(detail ?? {})
    .filter(([, value]) => value !== "" && !(Array.isArray(value) && value.length === 0))
    .map(([name, value]) => `${Object.hasOwn(names, name) ? names[name] : name} ${readable(value)}`)
    .join(" · ");
}

function readable(value: string | number | boolean | readonly string[]): string {
  if (typeof value === "object") return value.join(", ");
  return typeof value === "string" && ISO_INSTANT.test(value) ? dayAndTime(Date.parse(value)) : String(value);
}

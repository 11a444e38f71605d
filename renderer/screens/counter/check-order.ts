/** Order, tally and detail line of checks. */
import type { CheckResult } from "../../../electron/contract/license.ts";
import { dayAndTime } from "../../strings/format.ts";

/** A check that passed may still have something to say: that is an answer of its own. */
export type CheckAnswer = CheckResult["result"] | "remark";

const RANK: Readonly<Record<CheckAnswer, number>> = { failed: 0, undetermined: 1, remark: 2, passed: 3 };

export function answerOf({ result, codes }: CheckResult): CheckAnswer {
  return result === "passed" && codes.length > 0 ? "remark" : result;
}

/** What failed comes first, what is open next, then remarks; within each the order of the verification stays. */
export function worstFirst(checks: readonly CheckResult[]): readonly CheckResult[] {
  return [...checks].sort((a, b) => RANK[answerOf(a)] - RANK[answerOf(b)]);
}

export function checkTally(checks: readonly CheckResult[]): Readonly<Record<CheckAnswer, number>> {
  const count = (answer: CheckAnswer) => checks.filter((check) => answerOf(check) === answer).length;
  return {
    passed: count("passed"),
    remark: count("remark"),
    failed: count("failed"),
    undetermined: count("undetermined"),
  };
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

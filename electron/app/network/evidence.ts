/** What the outcome of a call says of the line it went over. */
import type { Fault } from "../../domain/fault.ts";
import { isLineFault } from "../../domain/outage.ts";

/**
 * For work lists, where the next question is of another matter: nobody answered, so it need not be asked either. Whether an end is
 * away is `isLineFault`'s to say; an answer that makes no sense may be the answer to this one question.
 */
export function isUnanswered(problem: Fault): boolean {
  return isLineFault(problem) && problem.code !== "province.nonsense";
}

/**
 * Nothing of the request left, or none gets there now: it says nothing of what was asked. A connection that broke, an answer that
 * was overdue or a 5xx may be of this one question.
 */
export function isNeverSent({ code, detail }: Fault): boolean {
  return (code === "province.unreachable" && detail?.["reason"] !== "dropped") || detail?.["held"] === true;
}

/** Only what matters to the state of a line. */
export function lineFault({ code, retry }: Fault): Fault {
  return { code, retry };
}

/** How long the other side asks to be left alone, in milliseconds (`Retry-After`). */
export function askedWaitMs(problem: Fault | undefined): number | undefined {
  const wait = problem?.detail?.["retryAfterMs"];
  return typeof wait === "number" ? wait : undefined;
}

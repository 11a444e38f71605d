/** What the outcome of a call says of the line it went over. */
import type { Fault, FaultCode } from "../../domain/fault.ts";

const SILENT: ReadonlySet<FaultCode> = new Set(["province.unreachable", "province.timed-out", "province.unwell"]);

/** Not to be reached, or not in a state to serve anybody: a matter of the network, not of what was asked. */
export function isContactFault({ code }: Fault): boolean {
  return SILENT.has(code);
}

/** The line is bad: nothing came, or what came is not of this end (a portal's page, noise, an empty answer). */
export function isLineFault(problem: Fault): boolean {
  return isContactFault(problem) || problem.code === "province.nonsense";
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

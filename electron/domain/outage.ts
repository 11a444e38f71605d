/** When an end of the province counts as away. One answer for all: the status bar, what stands in for the library, and every hint. */
import type { Fault, FaultCode } from "./fault.ts";

/** Nothing came, or what came is not of this end: a portal's page, noise, an empty answer. */
const LINE_FAULTS: ReadonlySet<FaultCode> = new Set([
  "province.unreachable",
  "province.timed-out",
  "province.unwell",
  "province.nonsense",
]);

/** A matter of the line, not of what was asked. */
export function isLineFault({ code }: Pick<Fault, "code">): boolean {
  return LINE_FAULTS.has(code);
}

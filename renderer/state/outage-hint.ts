/** What the library's being away, or back, means for the next step. Pure. */
import type { CounterView, MaterialView } from "../../electron/contract/counter.ts";
import type { EndState } from "../../electron/contract/status.ts";
import type { Fault } from "../../electron/domain/fault.ts";
import { isLineFault } from "../../electron/domain/outage.ts";
import type { NextStep } from "./next-step.ts";

export type OutageHint = "scanAway" | "againAway" | "againBack" | "consentAway" | "fetchingAway" | "retryBack";

const AWAY: Readonly<Partial<Record<NextStep["kind"], OutageHint>>> = {
  scan: "scanAway",
  "scan-again": "againAway",
  "consent-phone": "consentAway",
  fetching: "fetchingAway",
};

/** @param library as it is shown */
export function outageHint({ kind }: NextStep, { case: open }: CounterView, library: EndState): OutageHint | undefined {
  if (library === "down") return AWAY[kind];
  if (library === "unknown" || !open) return undefined;
  if (kind === "scan-again") return isContact(open.notice) ? "againBack" : undefined;
  const canRetry = kind === "confirm-all" || kind === "decide";
  const isMissing = open.materials.some((one) => open.undecided.includes(one.id) && wasAway(one));
  return canRetry && isMissing ? "retryBack" : undefined;
}

function wasAway({ proposal }: MaterialView): boolean {
  return proposal.kind === "missing" && isContact(proposal.fault);
}

/** The library was not there: what failed so may go through once it is. */
function isContact(fault: Fault | undefined): boolean {
  return fault !== undefined && (isLineFault(fault) || fault.code === "consent.unheard");
}

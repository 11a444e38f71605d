/** Why the present time cannot be confirmed after the clock ran ahead, in English. */
import type { FaultCode } from "../../../electron/domain/fault.ts";
import type { FaultText } from "../zh/faults-case.ts";

const ASK = "Call the administrator.";

export const clockFaults: Record<Extract<FaultCode, `clock.${string}`>, FaultText> = {
  "clock.trusted": {
    what: "The clock is not in doubt",
    why: "It is not before the highest time ever seen, so there is nothing to confirm.",
    next: ASK,
    nextForAdministrator: "If it is ahead now, set it right first, then run clock confirm.",
  },
  "clock.differs": {
    what: "The time given is not the clock's",
    why: "They differ by more than 5 minutes. Nothing was confirmed or changed.",
    next: ASK,
    nextForAdministrator: "Set the clock by a source that can be relied on, then give the time of that source.",
  },
  "clock.too-early": {
    what: "The clock is before a time that was signed elsewhere",
    why: "The trust data here were issued later, so the present time cannot be true.",
    next: ASK,
    nextForAdministrator: "Set the clock right; if it is, look into where the trust data came from.",
  },
};

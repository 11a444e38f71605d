/** Faults of the hall's device profiles in English. */
import type { FaultText } from "../zh/faults-case.ts";

export const profileFaults = {
  "device.profile-unknown": {
    what: "There is no such profile",
    why: "Neither the hall nor the product has it.",
    next: "Choose a profile from the list.",
  },
  "device.nothing-to-take-back": {
    what: "There is no import to take back",
    why: "A profile was changed since, or it was taken back already.",
    next: "Change the profiles one by one.",
  },
} satisfies Record<string, FaultText>;

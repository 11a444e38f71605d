/** The fault of a setting that an administrator wrote, in English. */
import type { FaultText } from "../zh/faults-case.ts";

export const settingFaults: Readonly<Record<"setting.unreadable", FaultText>> = {
  "setting.unreadable": {
    what: "The terminal's setting cannot be read, so it did not open",
    why: "Something in terminal.json is wrong. Training mode was not opened instead: it could be taken for the real one.",
    next: "Call the administrator.",
    nextForAdministrator: "Correct terminal.json where it says, and start again; to practise, start with --training.",
    told: ({ problem }) => (problem === undefined ? {} : { why: `Something in terminal.json is wrong: ${problem}` }),
  },
};

/** Faults of the local records and of their key, in English. */
import type { FaultText } from "../zh/faults-case.ts";
import type { TerminalFaultCode } from "../zh/faults-terminal.ts";
import { keystoreTold, passphraseTold } from "./key-faults.ts";

const ASK = "Call the administrator.";

export const storageFaults: Record<Extract<TerminalFaultCode, `storage.${string}`>, FaultText> = {
  "storage.corrupt": {
    what: "The local database is damaged",
    why: "It failed its check; the file has been kept.",
    next: "Stop, call the administrator, take the paper meanwhile.",
    nextForAdministrator: "Do not delete the file; restore from a backup as the manual says.",
  },
  "storage.readonly": {
    what: "The local database cannot be written",
    why: "The disk or folder has become read-only.",
    next: ASK,
    nextForAdministrator: "Check the folder's rights and the disk.",
  },
  "storage.unreadable": {
    what: "A record cannot be read",
    why: "It is damaged on the disk, or was not written by this terminal. It was set aside and kept; the others go on.",
    next: "If it is your case, take it anew. Tell the administrator.",
    nextForAdministrator:
      "Look into audit and queue for which one it is; deal with the matter by hand and have the disk checked.",
  },
  "storage.busy": {
    what: "The local database is busy",
    why: "Another program is using it.",
    next: "Try again in a few seconds.",
  },
  "storage.full": {
    what: "The disk is full",
    why: "There is no room for cases and audit, so nothing is taken any more.",
    next: ASK,
    nextForAdministrator: "Free some space; audit within its retention must stay.",
  },
  "storage.newer-schema": {
    what: "The data are from a newer version",
    why: "This program is older than its database.",
    next: ASK,
    nextForAdministrator: "Update to the version last used; do not go back.",
  },
  "storage.key": {
    what: "The key of the local data cannot be opened",
    why: "It is missing, damaged or another one. The data are untouched.",
    next: ASK,
    nextForAdministrator:
      "Put the first key file back, or log in to the system as the same user. Without that key the data stay closed.",
    told: keystoreTold,
  },
  "storage.passphrase": {
    what: "The passphrase of the data key is missing or wrong",
    why: "The key is sealed with the administrator's passphrase and opens with nothing else. The data are untouched.",
    next: ASK,
    nextForAdministrator:
      "Type the right one (12 characters at least, capitals count). If it is lost, these data cannot be read: keep the folder, set the terminal up in a new one; what was delivered is on the platform.",
    told: passphraseTold,
  },
  "storage.unprotected": {
    what: "Nothing protects the key, so the terminal was not set up",
    why: "There is no system keystore and no passphrase, and personal data are not kept unprotected.",
    next: ASK,
    nextForAdministrator:
      "Run liangzheng keys protect --data FOLDER to set a passphrase, or unlock the system's keystore and start again.",
  },
  "storage.foreign-file": {
    what: "The data file is another program's",
    why: "The database in the folder is not this terminal's. It is untouched.",
    next: ASK,
    nextForAdministrator: "Choose another data folder for the terminal, or move that file away.",
  },
  "storage.other": {
    what: "Local storage failed",
    why: "Saving met an unexpected error; this step did not take effect.",
    next: "Try again; if it repeats, call the administrator.",
    nextForAdministrator: "Look for storage errors in the log.",
  },
};

/** What the details of a fault of the data's key make of its sentences, in English. */
import type { FaultTold } from "../zh/faults-case.ts";

/** `storage.passphrase`, by its reason. */
export const passphraseTold: FaultTold = ({ reason, min }) => {
  switch (reason) {
    case "needed":
      return {
        what: "No passphrase was given, so the terminal did not open",
        why: "The key of the data is sealed with the administrator's passphrase. The data are untouched.",
      };
    case "wrong":
      return { what: "The passphrase is wrong" };
    case "short":
      return { what: "The passphrase is too short", nextForAdministrator: `Choose ${min} characters at least.` };
    case "different":
      return { what: "The two differ", nextForAdministrator: "Type both again, exactly the same." };
    default:
      return {};
  }
};

/** `storage.key` of data that a keystore sealed. */
export const keystoreTold: FaultTold = ({ sealedWith }) =>
  sealedWith !== "os-keystore"
    ? {}
    : {
        what: "The data key in the system's keystore cannot be opened",
        why: "These data are sealed with the system's keystore, which is locked, another user's, reset or replaced. They are untouched, and nothing weaker takes its place.",
        nextForAdministrator:
          "Log in as the same system user and unlock the keystore (after an automatic login it is locked: turn that off), then start again. If it was reset, these data cannot be read: keep the folder, set the terminal up in a new one; what was delivered is on the platform.",
      };

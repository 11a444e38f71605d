/** Faults of the terminal itself in English. */
import type { FaultText } from "../zh/faults-case.ts";
import type { TerminalFaultCode } from "../zh/faults-terminal.ts";
import { clockFaults } from "./faults-clock.ts";
import { profileFaults } from "./faults-profile.ts";
import { settingFaults } from "./faults-setting.ts";
import { storageFaults } from "./faults-storage.ts";

const ASK = "Call the administrator.";

export const terminalFaults: Record<TerminalFaultCode, FaultText> = {
  ...storageFaults,
  ...profileFaults,
  "session.none": { what: "Nobody is signed in", why: "The session has ended.", next: "Sign in to go on." },
  "session.bad-credentials": {
    what: "Account or password is wrong",
    why: "No account fits them.",
    next: "Enter them again; mind capital letters.",
  },
  "session.locked-out": {
    what: "The account is blocked for a while",
    why: "The password was wrong too many times.",
    next: "Wait, or ask the administrator to reset it.",
    nextForAdministrator: "Check who it is, then reset the password.",
  },
  "session.locked": {
    what: "The terminal is locked",
    why: "Nothing can be done meanwhile.",
    next: "Unlock it with your password.",
  },
  "session.taken": {
    what: "Somebody is using this terminal",
    why: "Whoever is signed in has neither locked it nor signed out.",
    next: "Ask them to lock it or sign out, then sign in.",
  },
  "session.role": {
    what: "Your role may not do this",
    why: "It belongs to another role.",
    next: "Ask someone who may.",
  },
  "session.disabled": {
    what: "The account is closed",
    why: "An administrator of the hall has closed it.",
    next: "Ask the administrator if you need it.",
  },
  "session.password-change": {
    what: "Please choose a new password",
    why: "The present one is for one time, to set a new one.",
    next: "Enter a new password and sign in.",
  },
  "session.password-weak": {
    what: "The new password is too weak",
    why: "At least 8 characters of three kinds (capitals, small letters, digits, signs), without the account name, and not the former one.",
    next: "Choose another one.",
  },
  "user.unknown": { what: "No such account", why: "The list may have changed.", next: "Load the list again." },
  "user.exists": { what: "The account exists", why: "Capitals do not make a difference.", next: "Choose another one." },
  "user.self": {
    what: "You cannot close your own account",
    why: "You could not sign in any more.",
    next: "Another administrator can do it.",
  },
  "factor.needed": {
    what: "Insert your UKey and enter its PIN",
    why: "Your role signs in with a UKey.",
    next: "Enter the PIN and sign in.",
  },
  "factor.absent": {
    what: "No UKey was found",
    why: "It is not plugged in, or was pulled out.",
    next: "Insert your own.",
  },
  "factor.wrong-key": {
    what: "This is not the UKey of the account",
    why: "Its certificate is not the enrolled one, has expired, or did not sign.",
    next: "Use your own; after a new certificate an administrator enrols it again.",
  },
  "factor.pin-wrong": {
    what: "The PIN is wrong",
    why: "The UKey did not take it.",
    next: "Check it and try again; a few more and the UKey locks.",
    told: ({ left }) =>
      left === undefined ? {} : { next: `Tries left before the UKey locks: ${left}. Check it first.` },
  },
  "factor.pin-locked": {
    what: "The PIN of the UKey is locked",
    why: "It was wrong too often.",
    next: "Whoever issued the UKey unlocks it.",
  },
  "factor.damaged": {
    what: "The file of the practice UKey is damaged",
    why: "Training mode keeps its UKey in software-ukey.json. It was not replaced, since the one enrolled was the former.",
    next: "Call the administrator.",
    nextForAdministrator:
      "Move that file away and start training again: a new practice UKey is made; enrol it under People.",
  },
  "factor.not-enrolled": {
    what: "The account has no UKey yet",
    why: "Your role signs in with a UKey.",
    next: "An administrator enrols it under People.",
  },
  "factor.shared": {
    what: "This UKey is enrolled for another account",
    why: "One UKey proves one person; two accounts cannot share it.",
    next: "Use your own UKey, or call the hall administrator.",
    nextForAdministrator: "Close the other account, or enrol it with another UKey, and try again.",
  },
  "factor.unavailable": {
    what: "This terminal cannot use a UKey",
    why: "It has no driver for one, and your role signs in with one.",
    next: "Call the hall administrator.",
    nextForAdministrator: "Install the driver, or take secondFactorRoles out of terminal.json.",
  },
  "recheck.unknown": {
    what: "This one has been handled",
    why: "Somebody else may have recorded it a moment ago.",
    next: "Load the list again to see what was done.",
  },
  "user.other-role": {
    what: "This person has an account with another role",
    why: "Clerk, administrator and auditor watch over each other: one person has one role.",
    next: "Close the other account first. For somebody else of the same name, add a mark to the name.",
  },
  "trust.bad-signature": {
    what: "The trust bundle's signature is wrong",
    why: "It may have been changed; it was refused and the old data stand.",
    next: "Ask the administrator to fetch it again.",
    nextForAdministrator: "Fetch it from the publisher again; report it if it repeats.",
  },
  "trust.unknown-publisher": {
    what: "The trust bundle's publisher is unknown",
    why: "The key is not on this terminal's list; it was refused.",
    next: ASK,
    nextForAdministrator: "Compare the key's fingerprint; change keys as the administrator's manual says (section 2).",
  },
  "trust.publisher-retired": {
    what: "The trust bundle is signed by a retired key",
    why: "The publisher has changed keys and the overlap is over; it was refused and the old data stand.",
    next: ASK,
    nextForAdministrator: "Ask the publisher for a bundle under the new key; report one that still signs with the old.",
  },
  "trust.rolled-back": {
    what: "The trust data received are older",
    why: "The issue is lower or the list older; it was refused and the present data stand.",
    next: "Nothing to do; if it repeats, call the administrator.",
    nextForAdministrator: "Check whether the publisher has gone back a version.",
  },
  "trust.unreadable": {
    what: "The trust data cannot be read",
    why: "The file is incomplete or malformed; the old data stand.",
    next: "Update again; else call the administrator.",
    nextForAdministrator: "Check the file's source and its transfer.",
  },
  "trust.shrunk": {
    what: "The trust data have shrunk",
    why: "Less than half of the last issue; it was refused and the old data stand.",
    next: ASK,
    nextForAdministrator: "Ask the publisher whether the issue is complete.",
  },
  ...settingFaults,
  ...clockFaults,
  "policy.unreadable": {
    what: "The verification policy cannot be read",
    why: "policy.json is missing, malformed or says something unknown. So as not to judge by milder rules, none was used.",
    next: ASK,
    nextForAdministrator:
      "Mend the named line; to go back to the shipped policy, move policy.json out of the data folder.",
  },
  "policy.rows": {
    what: "The verification policy has a row that is unknown or repeated",
    why: "Each code may have one row only, and this version of the program must know it; otherwise the policy cannot be used.",
    next: ASK,
    nextForAdministrator:
      "Remove or correct the named rows by the shipped policy; rows that are left out are judged as shipped.",
  },
  "policy.too-mild": {
    what: "The verification policy is milder than the shipped one",
    why: "A hall's policy may only be stricter: no milder decision, and no other indication than the standard's.",
    next: ASK,
    nextForAdministrator: "Set the named row back to what the shipped policy says, or stricter.",
  },
  "policy.version-taken": {
    what: "The verification policy has the shipped one's version",
    why: "Two different policies under one version would leave open by which of them a report was made.",
    next: ASK,
    nextForAdministrator: "Give the hall's policy a version of its own, with the hall's name and a date for example.",
  },
  "trust.from-future": {
    what: "The revocation list is from the future",
    why: "It is dated after this terminal's clock, which may be wrong; it was refused.",
    next: ASK,
    nextForAdministrator: "Check the clock of this terminal first, then where the list came from.",
  },
  "trust.list-unsigned": {
    what: "No certificate held here has signed the revocation list",
    why: "Its issuer's certificate is not here, or the signature does not hold; it was refused.",
    next: ASK,
    nextForAdministrator: "Import the issuer's certificate first; if it is here, get the list again.",
  },
  "trust.not-confirmed": {
    what: "A root's fingerprint was not confirmed",
    why: "A root is trusted once it is in; a person has to compare it with its publisher.",
    next: ASK,
    nextForAdministrator: "Compare the fingerprint with the publisher by telephone or on paper, then confirm.",
  },
  "trust.nothing-new": {
    what: "The file has nothing new",
    why: "Its certificates and lists are here already.",
    next: "Nothing to do.",
  },
  "trust.nothing-older": {
    what: "There is no issue to go back to",
    why: "Only the present one is kept here.",
    next: "Nothing to do.",
  },
  "trust.not-imported": {
    what: "Nobody imported this item",
    why: "What the province issued cannot be removed here.",
    next: "Look again after an update; ask the publisher to withdraw it.",
  },
  "trust.no-upload": {
    what: "The file to import is gone",
    why: "Its time was over, or another file took its place.",
    next: "Choose the file again.",
  },
  "trust.too-large": {
    what: "The file is too large",
    why: "It is above the limit for trust data.",
    next: "Check whether it is the right file.",
  },
  "report.no-browser": {
    what: "No browser to make a PDF with",
    why: "A PDF is laid out by a local Chromium; neither Chromium nor Chrome nor Edge was found on this machine.",
    next: ASK,
    nextForAdministrator:
      "Install Chromium, or name a browser in LIANGZHENG_BROWSER; or write the report as .html and print it elsewhere.",
  },
  "report.not-printed": {
    what: "The report did not become a PDF",
    why: "The browser did not lay it out in time, or stopped.",
    next: "Try again; if that fails, write the report as .html.",
  },
  "report.not-written": {
    what: "The report could not be written",
    why: "The folder is not there, may not be written to, or the disk is full.",
    next: "Choose another place.",
  },
  "delivery.refused": {
    what: "The acceptance platform returned a record",
    why: "It holds the record to be faulty.",
    next: "Enter it there by hand, and tell the administrator.",
    nextForAdministrator: "Look at the returned record, correct it, send it again.",
  },
  "delivery.key-reused": {
    what: "A delivery number was used twice",
    why: "The same number was sent with other contents.",
    next: ASK,
    nextForAdministrator: "Compare with the platform; the decision actually made counts.",
  },
  "delivery.in-progress": {
    what: "The acceptance platform is at work",
    why: "The last delivery has no result yet.",
    next: "Nothing to do; it is asked again by itself.",
  },
  "delivery.gap": {
    what: "The audit upload has a gap",
    why: "The province lacks earlier entries.",
    next: "Nothing to do; they are sent by themselves.",
  },
  "delivery.fork": {
    what: "Audit and province disagree",
    why: "The same number has other contents, as after a restore from a backup.",
    next: "Call the administrator at once.",
    nextForAdministrator:
      "After a restore from a backup: close the terminal, run liangzheng audit continue --data FOLDER; if that does not help, settle it with the province. Otherwise leave the data as they are and let the auditor check the chain.",
  },
  "device.gone": {
    what: "A reader is disconnected",
    why: "It was unplugged or lost power.",
    next: "Check the cable; F2, F3, F4 and F6 work meanwhile.",
    nextForAdministrator: "Check cable and port; where the port or model is another one now, change it in Devices.",
  },
  "device.busy": {
    what: "Another program uses the device",
    why: "Both want the same device.",
    next: "Close the other program.",
    nextForAdministrator: "Stop old scanner software from starting by itself.",
  },
  "device.denied": {
    what: "No right to use the device",
    why: "The operating system denies access.",
    next: ASK,
    nextForAdministrator: "Add the account to the group of serial devices.",
  },
  "device.silent": {
    what: "The device does not answer",
    why: "It is connected and silent.",
    next: "Unplug it and plug it in again.",
    nextForAdministrator: "Plug it in again; still silent, check the line speed or change its profile, then try it.",
  },
  "device.process-stopped": {
    what: "The device process stopped",
    why: "A driver failed; it is being restarted.",
    next: "Wait a few seconds; if it repeats, call the administrator.",
    nextForAdministrator: "Collect the diagnostics and check the driver version.",
  },
  "device.unavailable": {
    what: "This device cannot be used here",
    why: "This system lacks its driver or component.",
    next: "Use another way.",
    nextForAdministrator: "Check model and driver against the list.",
  },
  "device.unknown": {
    what: "There is no such device",
    why: "It was removed, or its name is wrong.",
    next: "Refresh the list of devices.",
  },
  "device.too-many": {
    what: "No room for another device",
    why: "One window has at most 16 devices.",
    next: "Remove a device that is not used.",
  },
  "device.recording-unknown": {
    what: "There is no such recording",
    why: "The file was moved away, or is no recording.",
    next: "Refresh the list and choose another one.",
  },
  "device.recording-unplayable": {
    what: "This recording can be viewed, not played",
    why: "It holds what a maker's program answered; with stand-ins for the person its parts no longer fit together.",
    next: "View the pieces; to see the problem again, try the device.",
  },
  "device.not-recorded": {
    what: "There is nothing to save",
    why: "Nothing passed on this line in the last minute.",
    next: "Read something, then save at once.",
  },
  "document.unknown": {
    what: "The license is no longer here",
    why: "Licenses go when the case closes.",
    next: "Fetch it again if needed.",
  },
  "call.unknown-command": {
    what: "Screen and program differ in version",
    why: "The screen asked for something the program does not know.",
    next: "Open LiangZheng Desk again.",
    nextForAdministrator: "Install it again so that versions agree.",
  },
  "call.invalid": {
    what: "What was entered is not acceptable",
    why: "It is empty, too long, or malformed.",
    next: "Check it and enter it again.",
  },
  "call.bad-reply": {
    what: "The program's answer was incomplete",
    why: "An internal error; it was recorded.",
    next: "Try again; if it repeats, call the administrator.",
    nextForAdministrator: "Give the incident number to support.",
  },
  "call.cancelled": { what: "Cancelled", why: "You or the system stopped this step.", next: "Do it again if needed." },
  "call.carrier-lost": {
    what: "The connection to the program is lost",
    why: "It is restarting, does not respond, or has ended.",
    next: "It reconnects by itself; after a minute open LiangZheng Desk again.",
  },
  "appointments.unreadable": {
    what: "The appointment list cannot be read",
    why: "It is no CSV with a heading and no JSON list, its encoding is wrong, needed columns are missing, or it has too many rows.",
    next: "Export it again: a CSV needs appointment number, matter code, name, ID number, day and time.",
  },
  "appointments.no-source": {
    what: "No address to receive appointments from",
    why: "The configuration of this terminal has no appointment interface.",
    next: "Import the list from a file, or have the administrator configure the interface.",
  },
  "appointments.other-person": {
    what: "Name and number of the appointment belong to different people",
    why: "In the library that number has another name; what was fetched was not kept.",
    next: "Check the number of the appointment; read the ID card at the counter.",
  },
  "file.unreadable": {
    what: "The file or folder cannot be read",
    why: "It is gone, the stick was pulled out, it is a folder, this user may not read it, or the disk is in trouble.",
    next: "Put the stick back, choose the file itself and try again; else check path and permissions.",
  },
  "file.not-judged": {
    what: "This file was not judged",
    why: "The verification thread stopped over it or took too long; the other files are not affected.",
    next: "Do not accept it. Verify it once more by itself; if it stops again, send it to support.",
  },
  "internal.unexpected": {
    what: "The program met an unexpected error",
    why: "It was recorded; no case data are lost.",
    next: "Try again; if it repeats, tell the administrator the number.",
    nextForAdministrator: "Look up the incident in the log and call support.",
  },
};

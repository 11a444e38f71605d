/** Faults around a case in English. What, why, what to do. */
import type { CaseFaultCode, FaultText } from "../zh/faults-case.ts";

const PAPER = "Take the paper.";

export const caseFaults: Record<CaseFaultCode, FaultText> = {
  "scan.not-service-code": {
    what: "This is not a service code",
    why: "What was scanned is no kind of service code.",
    next: "Ask the citizen to open the service code page in the app, then scan again.",
  },
  "scan.damaged": {
    what: "The code was not read completely",
    why: "It contains garbage: glare, movement, or an input method in between.",
    next: "Brighten the phone and scan again; with a keyboard scanner switch to English input.",
    nextForAdministrator: "Set the scanner to serial mode: input methods cannot disturb it there.",
  },
  "scan.too-long": {
    what: "What was scanned is too long",
    why: "It is longer than any service code.",
    next: "Make sure the service code is scanned, then try again.",
  },
  "scan.no-matter": {
    what: "No matter is chosen yet",
    why: "The matter says which licenses to fetch.",
    next: "Choose the matter first, then scan.",
  },
  "scan.while-busy": {
    what: "The current case is still open",
    why: "A counter handles one case at a time.",
    next: "Finish or cancel it before you scan for the next citizen.",
  },
  "scan.while-locked": {
    what: "The terminal is locked; the scan was not taken",
    why: "No code is taken while it is locked.",
    next: "Unlock, then scan again.",
  },
  "card.unread": {
    what: "The ID card was not read",
    why: "The reader found a card and got nothing from it.",
    next: "Lift the card, lay it flat on the middle of the reader; if that does not help, type the number.",
  },
  "card.unverified": {
    what: "The reader does not vouch for this card",
    why: "Card and reader did not authenticate each other: the card is damaged or not genuine.",
    next: "Look at the card itself; do not go by this reading.",
  },
  "card.damaged": {
    what: "The card contradicts itself",
    why: "Check digit, date of birth, sex or another field does not fit the rest of the card.",
    next: "Look at the card itself, and send the citizen to the police for a new one.",
  },
  "card.lifted": {
    what: "The card was taken away too early",
    why: "It left the reader before it had been read.",
    next: "Lay the card down again and leave it there until the sound.",
  },
  "card.not-social": {
    what: "This is no social-security card",
    why: "The card holds no such application: a bank card, another card, or one put in the wrong way round.",
    next: "Put in the social-security card, chip up and all the way; or read the ID card.",
  },
  "card.locked": {
    what: "This social-security card cannot be read",
    why: "Its name and number open only with keys.",
    next: "Read the ID card instead, or type the number.",
  },
  "card.not-proof": {
    what: "A social-security card cannot settle whose licenses these are",
    why: "Its chip was not authenticated: the card may be a copy.",
    next: "Read the ID card, or compare person and card and type the number.",
  },
  "clipboard.emptied": {
    what: "The clipboard has just been emptied",
    why: "It may have held a citizen's data, and could not be emptied before because this window was in the background.",
    next: "If you copied something since, copy it again, then paste.",
  },
  "image.no-code": {
    what: "No code was found in the picture",
    why: "It is blurred, cut off, or contains none.",
    next: "Use a complete, sharp screenshot, or scan the phone itself.",
  },
  "image.several-codes": {
    what: "There is more than one code in the picture",
    why: "Which of them is the service code cannot be told; none was chosen.",
    next: "Crop the picture to the service code and try again.",
  },
  "image.too-large": {
    what: "The picture is too large",
    why: "It has more than 20 MB or 50 million pixels and was not opened.",
    next: "Use a screenshot of the phone, or crop the picture.",
  },
  "image.unreadable": {
    what: "The picture cannot be opened",
    why: "It is no PNG, JPEG or WebP, or the file is damaged.",
    next: "Use another screenshot or photograph, or scan the phone itself.",
  },
  "camera.denied": {
    what: "The camera may not be used",
    why: "The system or the browser does not let this terminal open it.",
    next: "Allow the camera in the system's privacy settings and try again; F2, F3 and F4 work meanwhile.",
    nextForAdministrator: "Look at privacy settings, group policies and security software that switch cameras off.",
  },
  "camera.none": {
    what: "No camera was found",
    why: "None is connected, or its driver is missing.",
    next: "Plug one in, it is tried again by itself; F2, F3 and F4 work meanwhile.",
  },
  "camera.busy": {
    what: "The camera is in use",
    why: "Another program has it, or it does not answer.",
    next: "Close document-camera and meeting programs and try again; else unplug it and plug it in.",
  },
  "camera.unplugged": {
    what: "The camera is gone",
    why: "It was unplugged or lost power while in use.",
    next: "Plug it in, it is tried again by itself; F2, F3 and F4 work meanwhile.",
  },
  "camera.unavailable": {
    what: "The camera cannot be used",
    why: "This window has no access to cameras, or the decoder did not start.",
    next: "Open the terminal anew and try again; F2, F3 and F4 work meanwhile.",
  },
  "code.expired": {
    what: "The service code has expired",
    why: "Codes live a few minutes only.",
    next: "Ask the citizen to refresh the code, then scan again.",
  },
  "code.used": {
    what: "The service code has been used",
    why: "Each code works once.",
    next: "Ask the citizen to refresh the code, then scan again.",
  },
  "code.refused": {
    what: "The province did not accept the code",
    why: "It is unknown, or not allowed for this matter.",
    next: "Let the citizen open the code anew; else press F4 for the ID number, or take the paper.",
    nextForAdministrator: "Check this terminal's application id and its matters.",
  },
  "consent.refused": {
    what: "The citizen did not consent",
    why: "Licenses must not be fetched without consent.",
    next: "Take the paper, or verify a license file if the citizen wishes to present one (F6).",
  },
  "consent.timed-out": {
    what: "No answer to the consent request",
    why: "Nothing came from the phone within two minutes.",
    next: "Press F5 to ask again, or take the paper.",
  },
  "consent.unheard": {
    what: "The connection was lost: the citizen's answer cannot arrive",
    why: "The province was not to be reached while the answer was waited for; the citizen may well have given it.",
    next: "Press F5 to ask for it once the line is back; else verify a license file the citizen presents (F6), or take the paper.",
    nextForAdministrator: "Check the line and the province's addresses.",
  },
  "person.unknown": {
    what: "The applicant is not known yet",
    why: "Neither the code nor the licenses give a name and number.",
    next: "Check the document and take the paper; or cancel and begin again with F4.",
  },
  "person.number-invalid": {
    what: "The number is not correct",
    why: "Its length or check digit is wrong.",
    next: "Enter it again from the document.",
  },
  "province.unreachable": {
    what: "The provincial library cannot be reached",
    why: "The network is down, or the province does not answer.",
    next: "Verify a license file the citizen presents (F6), or take the paper; press F5 when it is back.",
    nextForAdministrator: "Check the line and the province's addresses.",
  },
  "province.timed-out": {
    what: "The province did not answer in time",
    why: "The time allowed has passed.",
    next: "Press F5 to try again; if it repeats, take the paper.",
    nextForAdministrator: "Look at the line's delay; call the province's operators if needed.",
  },
  "province.unwell": {
    what: "The province has an error",
    why: "It answered with a server error.",
    next: "Wait a moment and press F5, or take the paper.",
    nextForAdministrator: "Report the time to the province's operators.",
  },
  "province.nonsense": {
    what: "The province's answer makes no sense",
    why: "It does not follow the interface.",
    next: "Press F5 to try again; else take the paper.",
    nextForAdministrator: "Look for a gateway or login page in between, and check the interface version.",
  },
  "province.credentials": {
    what: "This terminal is not signed in to the province",
    why: "Its account or key was not accepted.",
    next: "Call the administrator; take the paper meanwhile.",
    nextForAdministrator: "Update the province account and key in the settings.",
  },
  "province.no-right": {
    what: "No right to fetch this license",
    why: "The matter has no permission for this license type.",
    next: PAPER,
    nextForAdministrator: "Apply for the permission with the license authority.",
  },
  "province.refused": {
    what: "The province refused the request",
    why: "It holds the request to be against its rules.",
    next: "Take the paper, and tell the administrator the code.",
    nextForAdministrator: "Check parameters and permissions by the code.",
  },
  "license.not-found": {
    what: "This license was not found",
    why: "The library has none; not collected does not mean that there is none.",
    next: "If it was issued just now, press F5; else take the paper. Refer objections to the issuing authority.",
  },
  "license.too-large": {
    what: "The license file is too large",
    why: "It is over 100 MB, or unpacks beyond the safe limit.",
    next: PAPER,
  },
  "license.no-file": {
    what: "The library knows it, but has no file",
    why: "A record came without a file to verify.",
    next: "Press F5 to fetch again; else take the paper.",
  },
  "license.unreadable": {
    what: "The license file cannot be opened",
    why: "It is no complete OFD or PDF, or does not say which license it is.",
    next: "Try another file, or take the paper.",
  },
  "license.case-gone": {
    what: "The case at this window changed after the file was presented; the file was not taken",
    why: "While it waited or was examined, the case ended, another one was opened, or the window changed hands; the file went into no case and was not kept.",
    next: "Make sure that this citizen's case is at the window, then present the file again (F6).",
  },
  "matter.unknown": {
    what: "The catalogue has no such matter",
    why: "It was withdrawn, or the catalogue changed.",
    next: "Choose the matter again.",
  },
  "catalogue.none": {
    what: "There is no matter catalogue yet",
    why: "This terminal is new and has not reached the province.",
    next: "Wait and try again; else call the administrator.",
    nextForAdministrator: "Check the network and the catalogue's address.",
  },
  "case.none": { what: "No case is open", why: "It is over, or has not begun.", next: "Scan a code to begin." },
  "case.scan-again": {
    what: "Please scan again",
    why: "The code was not resolved before the interruption, and codes are never kept.",
    next: "Ask the citizen to refresh the code, then scan again.",
  },
  "case.already-open": {
    what: "Another case is still open",
    why: "A counter handles one case at a time.",
    next: "Resume or discard it first.",
  },
  "case.wrong-state": {
    what: "This cannot be done now",
    why: "The case is at another step.",
    next: "Follow the hint at the bottom of the screen.",
  },
  "case.nothing-to-fetch": {
    what: "There is no license to fetch again",
    why: "All that the library has is here; or this case is only about files that the citizen presented.",
    next: "Go on with the materials on the left.",
  },
  "case.undecided": {
    what: "Some materials are not decided",
    why: "Every required material needs a decision before the case ends.",
    next: "Decide the materials marked on the left.",
  },
  "decision.not-allowed": {
    what: "This material cannot be handled so",
    why: "The verdict or the matter's rules forbid it.",
    next: "Choose another way.",
  },
  "decision.reason-needed": {
    what: "A reason is needed",
    why: "Refusals and corrections leave a reason.",
    next: "Choose or write a reason.",
  },
  "decision.second-confirmation": {
    what: "Confirm once more",
    why: "The trust data are old; an exemption is confirmed twice.",
    next: "Check the license, then confirm again.",
  },
};

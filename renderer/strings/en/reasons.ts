/** For every reason about a license: a few words for the list, why in one sentence, what to do next. English. */
import type { ReasonCode } from "../../../electron/domain/exemption/reason.ts";
import type { ReasonText } from "../zh/reasons.ts";

const PAPER = "Take the paper. If the citizen objects, refer them to the issuing authority.";

export const reasons: Record<ReasonCode, ReasonText> = {
  "seal-invalid": {
    short: "Seal failed",
    why: ({ cause }) => `The seal failed its verification${cause ? `: ${cause}` : ""}.`,
    next: "It must not exempt: take the paper. V shows the evidence.",
  },
  "no-seal": {
    short: "No seal",
    why: () => "The file carries no electronic seal, so it is no license.",
    next: "Ask the citizen to show the service code again, or take the paper.",
  },
  "sample-license": {
    short: "Sample license",
    why: () => "This is a training sample and cannot be used for a real case.",
    next: "Take the paper; do not use training codes for real cases.",
  },
  "holder-different": {
    short: "Another holder",
    why: () => "The holder of the license is not the person at the counter.",
    next: "Check whether the wrong license was shown; else take the applicant's own paper.",
  },
  "status-suspended": { short: "Suspended", why: () => "The issuer has suspended this license.", next: PAPER },
  "status-revoked": { short: "Revoked", why: () => "The issuer has revoked this license.", next: PAPER },
  "status-cancelled": { short: "Cancelled", why: () => "This license has been cancelled.", next: PAPER },
  "status-withdrawn": { short: "Withdrawn", why: () => "The issuer has withdrawn this license.", next: PAPER },
  "status-superseded": {
    short: "Superseded",
    why: () => "A newer license has been issued; this is the old one.",
    next: "Press F5 to fetch again; if it is still the old one, take the paper.",
  },
  "status-transferred-out": {
    short: "Transferred out",
    why: () => "This license is now kept by another region.",
    next: PAPER,
  },
  "status-expired": {
    short: "Expired",
    why: () => "The library says that this license has expired.",
    next: "Ask the citizen to renew it, or take other material as the rules allow.",
  },
  "status-not-active": { short: "Not yet active", why: () => "This license is not yet in force.", next: PAPER },
  "out-of-date": {
    short: "Out of date",
    why: ({ to }) => `The license was valid${to ? ` until ${to}` : ""}; it is out of date today.`,
    next: "Ask the citizen to renew it, or take other material as the rules allow.",
  },
  "not-yet-valid": {
    short: "Not yet valid",
    why: ({ from }) => `The license is valid only${from ? ` from ${from}` : " later"}.`,
    next: PAPER,
  },
  "type-different": {
    short: "Another type",
    why: () => "This license is not of the type that the material asks for.",
    next: "Use a license of the right type, or take the paper.",
  },
  "seal-unconfirmed": {
    short: "Seal unconfirmed",
    why: ({ cause }) => `The seal cannot be confirmed for now${cause ? `: ${cause}` : ""}.`,
    next: "Take the paper, or refer it to the administrator. V shows the evidence.",
  },
  "trust-too-old": {
    short: "Trust data too old",
    why: () => "The trust data on this machine are over 7 days old or unusable; the seal cannot be confirmed.",
    next: "Take the paper, and ask the administrator to update the trust data.",
  },
  "status-unknown": {
    short: "Status unknown",
    why: () => "The library does not say what status this license has.",
    next: "Press F5 to fetch again; if it stays unclear, take the paper.",
  },
  "holder-unknown": {
    short: "Holder unknown",
    why: () => "The license names no holder, or the applicant is not known yet.",
    next: "Check the identity document and take the paper.",
  },
  "second-confirmation": {
    short: "Confirm twice",
    why: () => "The trust data are over 48 hours old; an exemption needs a second confirmation.",
    next: "Check the license, exempt, and confirm again. It is re-checked once online.",
  },
  "recheck-later": {
    short: "To be re-checked",
    why: () => "The trust data are over 24 hours old.",
    next: "It may exempt. It is re-checked once online, and you are told of any change.",
  },
  "seal-noted": {
    short: "Seal has a remark",
    why: ({ cause }) => `The seal is valid, with a remark${cause ? `: ${cause}` : ""}.`,
    next: "It may exempt. V shows the evidence.",
  },
  "holder-name-only": {
    short: "Name only",
    why: () => "The license has no ID number; only the name was compared.",
    next: "Check the person's identity before you exempt.",
  },
  "holder-name-different": {
    short: "Name differs",
    why: () => "The ID number is the same, the name is written differently.",
    next: "Check for a former name or a rare character, then exempt.",
  },
  "status-not-checked": {
    short: "Not checked with the library",
    why: () => "The citizen presented this license; its status was not checked with the library.",
    next: "Check the contents, then you may exempt. It is re-checked once online.",
  },
  "issuer-different": {
    short: "Seal of another office",
    why: ({ owner, issuer }) =>
      `The seal belongs to ${owner ?? "another office"}, the issuer is ${issuer ?? "another"}.`,
    next: "Check that both are the same authority or belong together, then exempt.",
  },
  "identifier-check": {
    short: "Identifier check digit",
    why: () => "The check digit of the license identifier is wrong, perhaps a typing error.",
    next: "The seal is valid, it may exempt; tell the administrator.",
  },
  "expires-soon": {
    short: "Expires soon",
    why: ({ to }) => `The license expires ${to ? `on ${to}` : "soon"}.`,
    next: "It may exempt; remind the citizen to renew it.",
  },
};

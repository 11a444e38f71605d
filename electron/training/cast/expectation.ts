/**
 * What a correct terminal ends up with for a person and a matter, worked out from what the cast knows about its own
 * licenses: the answer sheet for whoever practises, and for tests.
 */

import type { Material, Matter } from "../matters/matter.ts";
import { MATTERS, type MatterId } from "../matters/matter-list.ts";
import { SIGNERS } from "./agencies.ts";
import { codesOf, type ServiceCode } from "./codes.ts";
import { ENTERPRISES, representedBy } from "./enterprises.ts";
import { walletOf } from "./library.ts";
import type { License } from "./license.ts";
import { typeIdOfCode } from "./license-types.ts";
import { FAMILIES, PERSONS, type PersonId } from "./persons.ts";
import { ROLES } from "./roles.ts";

/**
 * `exempt`, or why not. `paper`: no license stands for it · `covered`: another one of its group does · `not-found`: the library
 * has none · the rest says what is wrong with the license, the code or the consent.
 */
export type Outcome =
  | "exempt"
  | "paper"
  | "covered"
  | "not-found"
  | "holder-mismatch"
  | "expired"
  | "cancelled"
  | "suspended"
  | "withdrawn"
  | "tampered"
  | "signer-revoked"
  | "signer-expired"
  | "signer-untrusted"
  | "consent-refused"
  | "consent-unanswered"
  | "code-expired"
  | "code-used"
  | "no-right"
  /** No answer of these interfaces says whose the code is, and the licenses name more than one person. */
  | "person-unclear";

export interface Expectation {
  readonly exempted: number;
  /** All materials of the matter. */
  readonly of: number;
  readonly materials: Readonly<Record<string, Outcome>>;
}

export interface CastLine {
  /** Task code. */
  readonly matter: string;
  readonly matterName: string;
  readonly code: string;
  readonly family: ServiceCode["family"];
  readonly person: string;
  readonly idNumber: string;
  /** One sentence: what is particular about this person. */
  readonly special: string;
  readonly expect: Expectation;
}

const SIGNER_OUTCOME = { revoked: "signer-revoked", expired: "signer-expired", untrusted: "signer-untrusted" } as const;
const STATUS_OUTCOME = { ABOLISHED: "cancelled", SUSPENDED: "suspended", REVOKED: "withdrawn" } as const;

/** The number that must stand among the license's holders. */
function numbersInRole(personId: PersonId, role: string): readonly string[] {
  const family = FAMILIES[personId];
  const enterprise = representedBy(personId);
  switch (role) {
    case "enterprise":
      return enterprise === undefined ? [] : [ENTERPRISES[enterprise].code];
    case "child":
      return (family?.children ?? []).map((child) => PERSONS[child].number);
    case "spouse":
      return family?.spouse === undefined ? [] : [PERSONS[family.spouse].number];
    default:
      return [PERSONS[personId].number];
  }
}

function outcomeOf(license: License, holders: readonly string[], today: string): Outcome {
  const { state } = SIGNERS[license.signer];
  if (license.tamper !== undefined) return "tampered";
  if (state !== "good") return SIGNER_OUTCOME[state];
  if (!license.holders.some((holder) => holders.includes(holder.number))) return "holder-mismatch";
  if (license.status !== "ISSUED") return STATUS_OUTCOME[license.status];
  return license.validTo !== "" && license.validTo < today ? "expired" : "exempt";
}

function materialOutcome(personId: PersonId, material: Material, today: string): Outcome {
  const [rule] = material.mapping?.anyOf ?? [];
  if (rule === undefined) return "paper";
  const holders = numbersInRole(personId, rule.holderRole);
  const outcomes = walletOf(personId)
    .filter((license) => rule.certTypeCodes.some((code) => typeIdOfCode(code) === license.typeId))
    .map((license) => outcomeOf(license, holders, today));
  return outcomes.find((outcome) => outcome === "exempt") ?? outcomes[0] ?? "not-found";
}

const CODE_OUTCOME = { expired: "code-expired", used: "code-used" } as const;

/** What stops every license at once, if anything does. */
function blanket(personId: PersonId, code: ServiceCode): Outcome | undefined {
  if (code.state !== "good") return CODE_OUTCOME[code.state];
  const { consent, hasRight } = ROLES[personId];
  if (hasRight === false) return "no-right";
  if (code.family !== "phone-consent" || consent === undefined) return undefined;
  return consent === "refuses" ? "consent-refused" : "consent-unanswered";
}

/** The licenses themselves must tell whose code it was: an identity card does, else what all personal ones agree on. */
function isPersonTold(personId: PersonId, matter: Matter): boolean {
  const codes = matter.materials.flatMap(({ mapping }) => mapping?.anyOf.flatMap((rule) => rule.certTypeCodes) ?? []);
  const types = codes.map(typeIdOfCode);
  const shown = walletOf(personId).filter(({ typeId }) => types.includes(typeId));
  if (shown.some(({ typeId, holders }) => typeId === "identityCard" && holders.length === 1)) return true;
  const personal = shown
    .filter(({ typeId }) => typeId !== "birthCertificate")
    .map(({ holders }) => holders.filter(({ kind }) => kind === "person").map(({ number }) => number))
    .filter((numbers) => numbers.length > 0);
  const [first = [], ...others] = personal;
  return first.filter((number) => others.every((numbers) => numbers.includes(number))).length === 1;
}

function expectationOf(personId: PersonId, matter: Matter, code: ServiceCode, today: string): Expectation {
  const stop = blanket(personId, code) ?? (isPersonTold(personId, matter) ? undefined : "person-unclear");
  const single = matter.materials.map((material): Outcome => {
    if (material.mapping === undefined) return "paper";
    const outcome = materialOutcome(personId, material, today);
    // What the library does not have is missing whoever asks.
    return stop === "person-unclear" && outcome === "not-found" ? outcome : (stop ?? outcome);
  });
  const satisfied = new Set(
    matter.materials.flatMap((material, at) =>
      single[at] === "exempt" && material.orMaterial !== undefined ? [material.orMaterial] : [],
    ),
  );
  const entries = matter.materials.map((material, at): readonly [string, Outcome] => {
    const outcome = single[at] ?? "paper";
    const isCovered = outcome !== "exempt" && material.orMaterial !== undefined && satisfied.has(material.orMaterial);
    return [material.materialId, isCovered ? "covered" : outcome];
  });
  return {
    exempted: entries.filter(([, outcome]) => outcome === "exempt").length,
    of: entries.length,
    materials: Object.fromEntries(entries),
  };
}

function linesOf(personId: PersonId, matterId: MatterId, today: string): CastLine[] {
  const matter = MATTERS[matterId];
  const codes = personId === "everything" ? codesOf(personId) : codesOf(personId).slice(0, 1);
  return codes.map((code) => ({
    matter: matter.taskCode,
    matterName: matter.taskName,
    code: code.text,
    family: code.family,
    person: PERSONS[personId].name,
    idNumber: PERSONS[personId].number,
    special: ROLES[personId].special,
    expect: expectationOf(personId, matter, code, today),
  }));
}

/** A line for each person, fitting matter and (for the default person) code; `now` is epoch milliseconds. */
export function castLines(now: number): CastLine[] {
  const today = new Date(now + 8 * 3_600_000).toISOString().slice(0, 10);
  return (Object.keys(ROLES) as PersonId[]).flatMap((personId) =>
    ROLES[personId].matters.flatMap((matterId) => linesOf(personId, matterId, today)),
  );
}

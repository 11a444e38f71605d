/**
 * Service codes of the cast, one pattern for each family of interface. They are the same in every installation and may
 * be scanned again and again; only the codes said to be expired or used up are not honoured.
 */

import { createHash } from "node:crypto";
import { PERSON_IDS, PERSONS, type PersonId } from "./persons.ts";

export const CODE_FAMILIES = ["service-code", "phone-consent", "license-app"] as const;
export type CodeFamily = (typeof CODE_FAMILIES)[number];

export type CodeState = "good" | "expired" | "used";

export interface ServiceCode {
  readonly family: CodeFamily;
  readonly text: string;
  readonly state: CodeState;
}

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function digestOf(purpose: string, personId: PersonId): Buffer {
  return createHash("sha512").update(`${purpose}:${PERSONS[personId].number}`).digest();
}

function letters(purpose: string, personId: PersonId, length: number): string {
  return Array.from(digestOf(purpose, personId).subarray(0, length), (octet) => BASE32.charAt(octet % 32)).join("");
}

function tenDigits(personId: PersonId): string {
  const digits = Array.from(digestOf("phone", personId).subarray(0, 8), (octet) => octet % 10);
  return `46${digits.join("")}`;
}

/** Some terminals of this family show an address, others a bare token. */
function licenseAppText(personId: PersonId): string {
  const token = letters("app", personId, 24);
  return PERSON_IDS.indexOf(personId) % 2 === 0 ? `https://ysm.sample.invalid/code?c=${token}` : `YSM${token}`;
}

function textOf(family: CodeFamily, personId: PersonId): string {
  if (family === "service-code") return `SFM${letters("sfm", personId, 37)}`;
  return family === "phone-consent" ? tenDigits(personId) : licenseAppText(personId);
}

/** Too young for a code of their own. */
const WITHOUT_CODE: readonly PersonId[] = ["schoolChild", "newborn", "secondChild", "migrantChild"];

const SINGLE: Partial<Record<PersonId, { readonly family: CodeFamily; readonly state: CodeState }>> = {
  refusing: { family: "phone-consent", state: "good" },
  silent: { family: "phone-consent", state: "good" },
  expiredCode: { family: "service-code", state: "expired" },
  usedCode: { family: "license-app", state: "used" },
};

/** Most people have a code of every family; the first in the list is the one that the cast list shows. */
export function codesOf(personId: PersonId): readonly ServiceCode[] {
  if (WITHOUT_CODE.includes(personId)) return [];
  const single = SINGLE[personId];
  if (single !== undefined) return [{ ...single, text: textOf(single.family, personId) }];
  const turn = personId === "everything" ? 0 : PERSON_IDS.indexOf(personId) % CODE_FAMILIES.length;
  const families = [...CODE_FAMILIES.slice(turn), ...CODE_FAMILIES.slice(0, turn)];
  return families.map((family) => ({ family, text: textOf(family, personId), state: "good" }));
}

export interface CodeHolder {
  readonly personId: PersonId;
  readonly state: CodeState;
}

/** The scanned text may come whole, URL-encoded, or reduced to the token inside an address. */
function spellings(text: string): readonly string[] {
  const inside = /[?&]c=([^&]+)/.exec(text)?.[1];
  return inside === undefined ? [text] : [text, encodeURIComponent(text), inside];
}

export function holderOfCode(family: CodeFamily, scanned: string): CodeHolder | undefined {
  const wanted = scanned.trim();
  for (const personId of PERSON_IDS) {
    const code = codesOf(personId).find((one) => one.family === family && spellings(one.text).includes(wanted));
    if (code !== undefined) return { personId, state: code.state };
  }
  return undefined;
}

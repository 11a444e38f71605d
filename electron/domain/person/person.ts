/** Who stands at the counter, and whether a license's holder is that person (name compared loosely, number exactly). */
import { type HolderCodeType, isOrganization } from "../identifier/holder-code-type.ts";

export interface Holder {
  readonly name: string;
  /** As the library writes it; empty when it gives none. */
  readonly code: string;
  readonly codeType: HolderCodeType;
}

export type HolderMatch = "same" | "name-only" | "different" | "unknown";

/** Rare characters and dots are written in several ways: NFKC and one middle dot before comparing. */
export function normalName(name: string): string {
  return name
    .normalize("NFKC")
    .replace(/[\u00b7\u2022\u2027\u30fb\uff0e.]/g, "·")
    .replace(/\s+/g, "")
    .toUpperCase();
}

export function normalCode(code: string): string {
  return code.normalize("NFKC").replace(/[\s-]/g, "").toUpperCase();
}

/** Numbers decide wherever both sides have one; where a number is missing an equal name is told apart as `name-only`. */
export function matchHolder(person: Holder, named: readonly Holder[]): HolderMatch {
  if (named.length === 0) return "unknown";
  const code = normalCode(person.code);
  if (code !== "" && named.some((one) => normalCode(one.code) === code)) return "same";
  const nameless = named.filter((one) => code === "" || normalCode(one.code) === "");
  if (nameless.some((one) => normalName(one.name) === normalName(person.name))) return "name-only";
  return nameless.length > 0 ? "unknown" : "different";
}

/** True when the same number stands under another name: worth a look, never a refusal by itself. */
export function isNameDifferent(person: Holder, named: readonly Holder[]): boolean {
  const same = named.find((one) => normalCode(one.code) !== "" && normalCode(one.code) === normalCode(person.code));
  return same !== undefined && normalName(same.name) !== normalName(person.name);
}

/** What of a license tells whose it is. */
export interface Named {
  readonly typeCode: string;
  readonly holders: readonly Holder[];
  /** Absent where a list of licenses does not say. */
  readonly related?: readonly (Holder & { readonly role: string })[];
}

/**
 * The applicant, told from the licenses that a code's own answer brought: the holder of the identity card if one is there, else
 * the one natural person whom every personal license names. Undefined when that is nobody or more than one: then somebody must
 * look at a card. A license that names parents is a child's, and says nothing about who stands at the counter.
 */
export function personFromLicenses(licenses: readonly Named[], identityTypes: readonly string[]): Holder | undefined {
  const identity = licenses.find((license) => identityTypes.includes(license.typeCode))?.holders;
  if (identity?.length === 1) return identity[0];
  const personal = licenses
    .filter((license) => !license.related?.some((one) => one.role === "parent"))
    .map((license) => license.holders.filter((holder) => !isOrganization(holder.codeType) && holder.code !== ""))
    .filter((holders) => holders.length > 0);
  const [first, ...others] = personal;
  const common = (first ?? []).filter((holder) =>
    others.every((holders) => holders.some((one) => normalCode(one.code) === normalCode(holder.code))),
  );
  return common.length === 1 ? common[0] : undefined;
}

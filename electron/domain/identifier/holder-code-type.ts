/** 持证主体代码类型 (GB/T 36903-2018 annex A), and the other numbering that the license-app family uses. */

export const HOLDER_CODE_TYPES = {
  "001": "credit-code",
  "099": "other-organization",
  "111": "citizen-id",
  "114": "officer-card",
  "115": "armed-police-card",
  "118": "soldier-card",
  "411": "diplomatic-passport",
  "412": "service-passport",
  "413": "public-affairs-passport",
  "414": "passport",
  "511": "taiwan-permit",
  "516": "hong-kong-macau-permit",
  "999": "other-person",
} as const;

export type HolderCodeType = keyof typeof HOLDER_CODE_TYPES;

/** Province-specific numbering → annex A; unknown values become 999 (a person) so that nothing is lost. */
const LICENSE_APP: Readonly<Record<string, HolderCodeType>> = { "10": "111", "40": "999", "70": "001" };

export function holderCodeType(raw: string): HolderCodeType {
  if (Object.hasOwn(HOLDER_CODE_TYPES, raw)) return raw as HolderCodeType;
  return Object.hasOwn(LICENSE_APP, raw) ? (LICENSE_APP[raw] ?? "999") : "999";
}

export function isOrganization(type: HolderCodeType): boolean {
  return type === "001" || type === "099";
}

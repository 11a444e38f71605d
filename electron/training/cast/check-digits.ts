/**
 * Completes the numbers of the cast with their check characters: GB 11643-1999, GB 32100-2015 with the embedded
 * GB 11714-1997, GB/T 36904-2018 (ISO/IEC 7064 MOD 37,36) and GB 16735 for vehicles.
 */

const ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

function weightedSum(characters: string, weights: readonly number[], worth: (character: string) => number): number {
  return Array.from(characters).reduce((sum, character, at) => sum + worth(character) * (weights[at] ?? 0), 0);
}

/** 17 digits → 公民身份号码 of 18 characters. */
export function citizenNumber(first17: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  return first17 + "10X98765432".charAt(weightedSum(first17, weights, Number) % 11);
}

/** 8 characters → 组织机构代码 of 9. */
function organizationCode(first8: string): string {
  const check = 11 - (weightedSum(first8, [3, 7, 9, 10, 5, 8, 4, 2], (c) => ALPHANUMERIC.indexOf(c)) % 11);
  return first8 + (check === 10 ? "X" : check === 11 ? "0" : String(check));
}

/** Registration authority and kind (2), division (6), first 8 of the organization code → 统一社会信用代码. */
export function creditCode(kind: string, division: string, organization8: string): string {
  const first17 = kind + division + organizationCode(organization8);
  const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
  const sum = weightedSum(first17, weights, (c) => CREDIT_ALPHABET.indexOf(c));
  return first17 + CREDIT_ALPHABET.charAt((31 - (sum % 31)) % 31);
}

/** Check character of a license identifier over its parts without dots and root (GB/T 36904-2018). */
export function identifierCheck(parts: string): string {
  let product = 36;
  for (const character of parts) {
    product = (product + ALPHANUMERIC.indexOf(character)) % 36 || 36;
    product = (product * 2) % 37;
  }
  return ALPHANUMERIC.charAt((37 - product) % 36);
}

export interface IdentifierParts {
  readonly typeCode: string;
  readonly issuerCode: string;
  readonly serial: string;
  /** Three digits. */
  readonly version: string;
}

export function licenseIdentifier({ typeCode, issuerCode, serial, version }: IdentifierParts): string {
  const check = identifierCheck(typeCode + issuerCode + serial + version);
  return `1.2.156.3005.2.${typeCode}.${issuerCode}.${serial}.${version}.${check}`;
}

/** A vehicle identification number with its ninth character put right. */
export function vehicleNumber(withoutCheck: string): string {
  const values = "12345678.12345.7.923456789";
  const worth = (c: string): number => (/\d/.test(c) ? Number(c) : Number(values.charAt(c.charCodeAt(0) - 65)));
  const sum = weightedSum(withoutCheck, [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2], worth);
  const check = sum % 11 === 10 ? "X" : String(sum % 11);
  return withoutCheck.slice(0, 8) + check + withoutCheck.slice(9);
}

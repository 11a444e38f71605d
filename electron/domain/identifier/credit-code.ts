/**
 * 统一社会信用代码 (GB 32100-2015) with the embedded 组织机构代码 (GB 11714). Some early pilot codes carry a wrong check
 * character and are legal all the same: a wrong character is a warning here, never a refusal.
 */

declare const brand: unique symbol;
export type CreditCode = string & { readonly [brand]: "CreditCode" };

const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const ORGANIZATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

export interface ParsedCreditCode {
  readonly code: CreditCode;
  readonly warnings: readonly ("check-character" | "organization-check")[];
}

/** Undefined when the text is no 18-character code of the standard's alphabet. */
export function parseCreditCode(text: string): ParsedCreditCode | undefined {
  const code = text.trim().toUpperCase();
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(code)) return undefined;
  const warnings: ("check-character" | "organization-check")[] = [];
  if (creditCheck(code.slice(0, 17)) !== code[17]) warnings.push("check-character");
  if (organizationCheck(code.slice(8, 16)) !== code[16]) warnings.push("organization-check");
  return { code: code as CreditCode, warnings };
}

function creditCheck(seventeen: string): string | undefined {
  let weight = 1;
  let sum = 0;
  for (const character of seventeen) {
    sum += ALPHABET.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return ALPHABET[(31 - (sum % 31)) % 31];
}

function organizationCheck(eight: string): string {
  const sum = ORGANIZATION_WEIGHTS.reduce(
    (total, weight, index) => total + weight * parseInt(eight[index] ?? "0", 36),
    0,
  );
  const check = 11 - (sum % 11);
  if (check === 10) return "X";
  return check === 11 ? "0" : String(check);
}

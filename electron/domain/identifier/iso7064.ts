/** ISO/IEC 7064 (GB/T 17710-2008) check characters used by the identifiers of this folder. */

const ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** MOD 37,36 hybrid over `[0-9A-Z]`; undefined when another character occurs. GB/T 36904-2018 uses it for license identifiers. */
export function mod37_36(text: string): string | undefined {
  let product = 36;
  for (const character of text) {
    const value = ALPHANUMERIC.indexOf(character);
    if (value < 0) return undefined;
    product = (product + value) % 36 || 36;
    product = (product * 2) % 37;
  }
  return ALPHANUMERIC[(37 - product) % 36];
}

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** MOD 11-2 over 17 digits, as GB 11643-1999 does for 公民身份号码. */
export function mod11_2(seventeen: string): string | undefined {
  if (!/^\d{17}$/.test(seventeen)) return undefined;
  const sum = ID_WEIGHTS.reduce((total, weight, index) => total + weight * Number(seventeen[index]), 0);
  return "10X98765432"[sum % 11];
}

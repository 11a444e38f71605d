/** What screens, logs and the audit may show of a person: 张*明, 3201**********1234. Full values are shown only on purpose. */

export function maskName(name: string): string {
  const characters = [...name];
  if (characters.length <= 1) return "*".repeat(characters.length);
  if (characters.length === 2) return `${characters[0]}*`;
  return `${characters[0]}${"*".repeat(characters.length - 2)}${characters.at(-1)}`;
}

/** Keeps four at each end from twelve characters on, one at each end below; never shows more than half. */
export function maskNumber(number: string): string {
  const kept = number.length >= 12 ? 4 : number.length >= 4 ? 1 : 0;
  const hidden = number.length - 2 * kept;
  return `${number.slice(0, kept)}${"*".repeat(hidden)}${kept ? number.slice(-kept) : ""}`;
}

/** Organizations are public: their names stay readable. */
export function maskHolderName(name: string, isOrganization: boolean): string {
  return isOrganization ? name : maskName(name);
}

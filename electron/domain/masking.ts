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

/** Whatever in a text looks like an ID number (eighteen, fifteen, or a foreigner's of 2017) or a mobile number, wherever it stands. */
export function maskNumbersIn(text: string): string {
  return text.replace(/(?<!\d)(?:\d{17}[\dXx]|\d{15}|[A-Za-z]{3}\d{12}|1[3-9]\d{9})(?!\d)/g, maskNumber);
}

/** Of a file's name its ends and its kind stay; people call files by names and numbers of persons. */
export function maskFileName(name: string): string {
  const kind = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? "";
  return `${maskName(name.slice(0, name.length - kind.length))}${kind}`;
}

/** Organizations are public: their names stay readable. */
export function maskHolderName(name: string, isOrganization: boolean): string {
  return isOrganization ? name : maskName(name);
}

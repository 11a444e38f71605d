/** What screens, logs and the audit may show of a person: 张*明, 3201**********1234. Full values are shown only on purpose. */
import { parseCitizenIdNumber } from "./identifier/citizen-id-number.ts";

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

/**
 * A citizen's number inside an identifier: some issuers number licenses so. Only what passes its check and has a date is masked; other
 * serial numbers stay whole.
 */
export function maskCitizenNumbersIn(identifier: string): string {
  return identifier.replace(/(?<!\d)\d{17}[\dXx](?![\dA-Za-z])/g, (found) =>
    parseCitizenIdNumber(found, "9999-12-31").ok ? maskNumber(found) : found,
  );
}

/** At least eleven digits with little between them; a case number has as many and is meant to be found again. */
const GROUPED_NUMBER = /([0-9A-Za-z_-]+-\d{8}-\d{6}-[0-9A-Z]{4})|(?<!\d)(?:\d[ \u3000.·_/–—-]{0,2}){10,}[\dXx](?!\d)/gu;

/**
 * What a person wrote by hand, for records that outlive the case: besides what `maskNumbersIn` finds, long numbers written in
 * groups or in full-width digits, and passport numbers. A date, a sum or a case number stays readable.
 */
export function maskFreeText(text: string): string {
  const plain = text.replace(/[０-９]/gu, (digit) => String.fromCodePoint((digit.codePointAt(0) ?? 0) - 0xfee0));
  return maskNumbersIn(plain)
    .replace(GROUPED_NUMBER, (found, caseNo?: string) => caseNo ?? maskNumber(found.replace(/[^\dXx]/g, "")))
    .replace(/(?<![A-Za-z\d])[A-Za-z]{1,2}\d{7,9}(?!\d)/gu, maskNumber);
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

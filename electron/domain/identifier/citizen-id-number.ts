/**
 * 公民身份号码 (GB 11643-1999), 港澳台居民居住证 numbers (81/82/83) and the 18-character number of the foreigner's permanent
 * residence card (leading 9): one shape, one check. Driving licenses use the same number (GA 482).
 */
import { mod11_2 } from "./iso7064.ts";

declare const brand: unique symbol;
export type CitizenIdNumber = string & { readonly [brand]: "CitizenIdNumber" };

export type IdNumberProblem = "shape" | "check-digit" | "date";

export interface ParsedIdNumber {
  readonly number: CitizenIdNumber;
  /** `YYYY-MM-DD` */
  readonly birth: string;
  readonly sex: "male" | "female";
  readonly kind: "citizen" | "hong-kong-macau-taiwan" | "foreigner";
}

/** Reads a number; letters in any case, spaces outside trimmed. `today` (`YYYY-MM-DD`) bounds the date of birth. */
export function parseCitizenIdNumber(
  text: string,
  today: string,
): { readonly ok: true; readonly value: ParsedIdNumber } | { readonly ok: false; readonly problem: IdNumberProblem } {
  const number = text.trim().toUpperCase();
  if (!/^\d{17}[\dX]$/.test(number)) return { ok: false, problem: "shape" };
  if (mod11_2(number.slice(0, 17)) !== number[17]) return { ok: false, problem: "check-digit" };
  const birth = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  if (!isRealDate(birth) || birth > today) return { ok: false, problem: "date" };
  const sex = Number(number[16]) % 2 === 1 ? "male" : "female";
  return { ok: true, value: { number: number as CitizenIdNumber, birth, sex, kind: kindOf(number) } };
}

/** A foreigner's number has the province behind its 9, and none begins with 9 or 0: 99… is nobody's, and training uses it for citizens. */
function kindOf(number: string): ParsedIdNumber["kind"] {
  if (/^9[1-8]/.test(number)) return "foreigner";
  return /^8[123]/.test(number) ? "hong-kong-macau-taiwan" : "citizen";
}

/** True for a day of the Gregorian calendar written `YYYY-MM-DD`, year 1800 or later. */
export function isRealDate(date: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1800 || month < 1 || month > 12 || day < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day <= ([31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0);
}

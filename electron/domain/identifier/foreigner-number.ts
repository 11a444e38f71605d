/**
 * The 15-character number of the foreigner's permanent residence card of 2017: nationality (alpha-3), area 4 digits,
 * `YYMMDD`, sequence digit, check digit (ICAO 9303). The card of 2023 has eighteen: `citizen-id-number.ts`.
 */
import { type IdNumberProblem, isRealDate } from "./citizen-id-number.ts";

export interface ParsedForeignerNumber {
  readonly number: string;
  /** Days (`YYYY-MM-DD`) that the two digits of the year may mean: one for each century in which it is a real day. */
  readonly births: readonly string[];
}

/** Reads a number; letters in any case, spaces outside trimmed. `today` (`YYYY-MM-DD`) bounds the date of birth. */
export function parseForeignerNumber(
  text: string,
  today: string,
):
  | { readonly ok: true; readonly value: ParsedForeignerNumber }
  | { readonly ok: false; readonly problem: IdNumberProblem } {
  const number = text.trim().toUpperCase();
  const match = /^[A-Z]{3}\d{4}(\d{2})(\d{2})(\d{2})\d(\d)$/.exec(number);
  if (!match) return { ok: false, problem: "shape" };
  const [, year, month, day, checkDigit] = match;
  if (icaoCheckDigit(number.slice(0, 14)) !== Number(checkDigit)) return { ok: false, problem: "check-digit" };
  const births = ["19", "20"].map((century) => `${century}${year}-${month}-${day}`);
  const possible = births.filter((birth) => isRealDate(birth) && birth <= today);
  return possible.length > 0 ? { ok: true, value: { number, births: possible } } : { ok: false, problem: "date" };
}

/** ICAO 9303: weights 7, 3, 1; letters count from ten. */
function icaoCheckDigit(text: string): number {
  const sum = [...text].reduce((total, character, index) => {
    return total + Number.parseInt(character, 36) * ([7, 3, 1][index % 3] ?? 0);
  }, 0);
  return sum % 10;
}

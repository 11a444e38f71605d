/** What can be told of a number while it is typed: an ID number and a social credit code have check digits, others do not. */
import { parseCitizenIdNumber } from "../../../electron/domain/identifier/citizen-id-number.ts";
import { parseCreditCode } from "../../../electron/domain/identifier/credit-code.ts";

export type NumberCheck = "unfinished" | "right" | "wrong" | "unchecked";

/** Births up to then are accepted here; the host knows the day and decides. */
const FAR_FUTURE = "2999-12-31";

export function numberCheck(text: string): NumberCheck {
  const number = text.trim().toUpperCase();
  if (number.length < 6) return "unfinished";
  if (number.length === 18) {
    const isRight = parseCitizenIdNumber(number, FAR_FUTURE).ok || parseCreditCode(number) !== undefined;
    return isRight ? "right" : "wrong";
  }
  // Seventeen digits are an ID number on its way; fewer may be a passport or an older document.
  if (/^\d{15,17}$/.test(number)) return "unfinished";
  return number.length > 18 ? "wrong" : "unchecked";
}

/** What can be told of a number while it is typed: ID numbers and a social credit code have check digits, others do not. */
import { isRealDate, parseCitizenIdNumber } from "../../../electron/domain/identifier/citizen-id-number.ts";
import { parseCreditCode } from "../../../electron/domain/identifier/credit-code.ts";
import { parseForeignerNumber } from "../../../electron/domain/identifier/foreigner-number.ts";

export type NumberCheck = "unfinished" | "right" | "wrong" | "unchecked";

/** Births up to then are accepted here; the host knows the day and decides. */
const FAR_FUTURE = "2999-12-31";

export function numberCheck(text: string): NumberCheck {
  const number = text.trim().toUpperCase();
  if (number.length < 6) return "unfinished";
  if (number.length === 18) return eighteen(number);
  if (/^[A-Z]{3}\d{12}$/.test(number)) return parseForeignerNumber(number, FAR_FUTURE).ok ? "right" : "wrong";
  // Seventeen digits are an ID number on its way; fewer may be a passport or an older document.
  if (/^\d{15,17}$/.test(number)) return "unfinished";
  return number.length > 18 ? "wrong" : "unchecked";
}

/** A mistyped ID number may happen to be a social credit code; with a date of birth in its middle it is taken for what it is. */
function eighteen(number: string): NumberCheck {
  if (parseCitizenIdNumber(number, FAR_FUTURE).ok) return "right";
  const birth = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  if (/^\d{17}[\dX]$/.test(number) && /^(19|20)/.test(birth) && isRealDate(birth)) return "wrong";
  return parseCreditCode(number) === undefined ? "wrong" : "right";
}

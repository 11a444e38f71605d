/** The number on each form of card: its shape, its check digit, and the date of birth and sex it tells. */
import {
  isRealDate,
  type ParsedIdNumber,
  parseCitizenIdNumber,
} from "../../../electron/domain/identifier/citizen-id-number.ts";
import type { CardType, CardWarningCode } from "./card.ts";

export type NumberResult =
  | {
      readonly ok: true;
      /** Whether a date of birth (`YYYY-MM-DD`) is the one in the number. */
      fitsBirth(birth: string): boolean;
      readonly sex?: "male" | "female";
    }
  | { readonly ok: false; readonly code: CardWarningCode };

const kinds: Readonly<Record<Exclude<CardType, "I">, ParsedIdNumber["kind"]>> = {
  citizen: "citizen",
  J: "hong-kong-macau-taiwan",
  Y: "foreigner",
};

/** `today`: `YYYY-MM-DD`, after which nobody was born. */
export function checkCardNumber(type: CardType, number: string, today: string): NumberResult {
  return type === "I" ? checkNumberOf2017(number) : checkEighteen(kinds[type], number, today);
}

function checkEighteen(kind: ParsedIdNumber["kind"], number: string, today: string): NumberResult {
  const parsed = parseCitizenIdNumber(number, today);
  if (!parsed.ok) {
    const codes = { shape: "number-shape", "check-digit": "number-check-digit", date: "number-date" } as const;
    return { ok: false, code: codes[parsed.problem] };
  }
  const { birth, sex } = parsed.value;
  if (parsed.value.kind !== kind || number.startsWith("0")) return { ok: false, code: "number-kind" };
  return { ok: true, sex, fitsBirth: (other) => other === birth };
}

/** Three letters, area, `YYMMDD`, sequence digit, check digit. */
function checkNumberOf2017(number: string): NumberResult {
  const match = /^[A-Z]{3}\d{4}(\d{2})(\d{2})(\d{2})\d(\d)$/.exec(number);
  if (!match) return { ok: false, code: "number-shape" };
  const [, year, month, day, checkDigit] = match;
  if (icaoCheckDigit(number.slice(0, 14)) !== Number(checkDigit)) return { ok: false, code: "number-check-digit" };
  const days = ["19", "20"].map((century) => `${century}${year}-${month}-${day}`);
  if (!days.some(isRealDate)) return { ok: false, code: "number-date" };
  return { ok: true, fitsBirth: (other) => days.includes(other) };
}

/** ICAO 9303: weights 7, 3, 1; letters count from ten. */
function icaoCheckDigit(text: string): number {
  const sum = [...text].reduce((total, character, index) => {
    return total + Number.parseInt(character, 36) * ([7, 3, 1][index % 3] ?? 0);
  }, 0);
  return sum % 10;
}

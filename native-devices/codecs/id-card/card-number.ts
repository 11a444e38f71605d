/** The number on each form of card: its shape, its check digit, and the date of birth and sex it tells. */
import { type ParsedIdNumber, parseCitizenIdNumber } from "../../../electron/domain/identifier/citizen-id-number.ts";
import { parseForeignerNumber } from "../../../electron/domain/identifier/foreigner-number.ts";
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

const problemCodes = {
  shape: "number-shape",
  "check-digit": "number-check-digit",
  date: "number-date",
} as const;

/** `today`: `YYYY-MM-DD`, after which nobody was born. */
export function checkCardNumber(type: CardType, number: string, today: string): NumberResult {
  return type === "I" ? checkFifteen(number, today) : checkEighteen(kinds[type], number, today);
}

function checkEighteen(kind: ParsedIdNumber["kind"], number: string, today: string): NumberResult {
  const parsed = parseCitizenIdNumber(number, today);
  if (!parsed.ok) {
    return { ok: false, code: problemCodes[parsed.problem] };
  }
  const { birth, sex } = parsed.value;
  if (parsed.value.kind !== kind || number.startsWith("0")) return { ok: false, code: "number-kind" };
  return { ok: true, sex, fitsBirth: (other) => other === birth };
}

/** A number may be written in small letters where people type it; on a card it is not. */
function checkFifteen(number: string, today: string): NumberResult {
  const parsed = parseForeignerNumber(number, today);
  if (!parsed.ok) return { ok: false, code: problemCodes[parsed.problem] };
  if (parsed.value.number !== number) return { ok: false, code: "number-shape" };
  return { ok: true, fitsBirth: (other) => parsed.value.births.includes(other) };
}

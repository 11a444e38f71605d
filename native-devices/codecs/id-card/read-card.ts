/**
 * The text of a card into its fields. Nothing is corrected and nothing is dropped: what is odd is told beside it, and
 * `isDamaged` says whether the content contradicts itself.
 */
import { isRealDate } from "../../../electron/domain/identifier/citizen-id-number.ts";
import { present } from "../../../electron/domain/present.ts";
import type { CardField, CardType, CardWarning, IdCard } from "./card.ts";
import { checkCardNumber } from "./card-number.ts";
import { checkCharacters } from "./characters.ts";
import { nationOf, sexOf } from "./code-tables.ts";
import { CARD_TEXT_BYTES, type Layout, layouts, readSpans, typeOf } from "./layouts.ts";

export interface CardReading {
  readonly card: IdCard;
  readonly warnings: readonly CardWarning[];
}

const LONG_TERM = "长期";
const ADDRESS_CHARACTERS = 35;
const PERMIT_NUMBER = /^([HM]\d{8}|\d{8})$/;

/** Undefined when it is not the text of a card: any other number of bytes than 256. `today`: `YYYY-MM-DD`. */
export function readCard(text: Uint8Array, today: string): CardReading | undefined {
  if (text.length !== CARD_TEXT_BYTES) return undefined;
  const { type, isKnown } = typeOf(text);
  const warnings: CardWarning[] = isKnown ? [] : [{ code: "type-unknown" }];
  return judgeCard(type, readFields(text, layouts[type], warnings), today, warnings);
}

/** What stands in the fields of a card, as the card writes it: codes for sex and nation, days as `YYYYMMDD`. */
export type CardFields = Partial<Record<keyof Layout, string>>;

/** Holds the fields of a card against each other and against `today`; adds to `warnings`, which are those of the reading. */
export function judgeCard(type: CardType, fields: CardFields, today: string, warnings: CardWarning[]): CardReading {
  const { sex, nationCode, number = "", birth, validFrom, validTo, chineseName, ...rest } = fields;
  const name = chineseName ?? fields.englishName ?? "";
  if (name === "") warnings.push({ code: "name-missing", field: "name" });
  const isLongTerm = validTo === LONG_TERM;
  const nation = nationCode === undefined ? undefined : nationOf(nationCode);
  if (type === "citizen" && nation === undefined) warnings.push({ code: "nation-unknown", field: "nation" });
  const readSex = sexOf(sex ?? "");
  if (readSex === undefined) warnings.push({ code: "sex-unknown", field: "sex" });
  const card: IdCard & { readonly type: CardType } = {
    ...rest,
    type,
    name,
    number,
    sex: readSex ?? "unknown",
    isLongTerm,
    ...present({
      birth: dayOf("birth", birth, warnings),
      validFrom: dayOf("validFrom", validFrom, warnings),
      validTo: isLongTerm ? undefined : dayOf("validTo", validTo, warnings),
      nationCode,
      nation,
    }),
  };
  checkNumber(card, today, warnings);
  checkDates(card, today, warnings);
  checkPlainFields(card, warnings);
  return { card, warnings };
}

/**
 * The latest added address, from the data of its reply. How that begins is published nowhere: some call it text alone, and the other
 * replies of this family begin with lengths, so a length that fits what follows it is taken as one.
 */
export function readAddedAddress(data: Uint8Array): { readonly text: string; readonly warnings: CardWarning[] } {
  const [high = 0, low = 0] = data;
  const start = data.length > 2 && ((high << 8) | low) === data.length - 2 ? 2 : 0;
  const text = readSpans(data, [[start, data.length - start]]);
  return { text, warnings: checkCharacters("addedAddress", text) };
}

function readFields(text: Uint8Array, layout: Layout, warnings: CardWarning[]): CardFields {
  const fields: CardFields = {};
  for (const [key, spans] of Object.entries(layout) as [keyof Layout, NonNullable<Layout[keyof Layout]>][]) {
    const value = readSpans(text, spans);
    const field: CardField = key === "chineseName" ? "name" : key;
    if (value !== "") fields[key] = value;
    else if (!mayBeEmpty.has(key)) warnings.push({ code: "field-empty", field });
    warnings.push(...checkCharacters(field, value));
  }
  return fields;
}

/** Fields that a good card may leave blank, and those whose lack has a warning of its own. */
const mayBeEmpty: ReadonlySet<string> = new Set([
  "chineseName",
  "englishName",
  "sex",
  "nationCode",
  "number",
  "cardVersion",
  "authorityCode",
  "renewalCount",
  "formerNumberLink",
  "issueCount",
]);

/** `YYYYMMDD` as a day; undefined with a warning when it is none. */
function dayOf(field: CardField, text: string | undefined, warnings: CardWarning[]): string | undefined {
  if (text === undefined) return undefined;
  const match = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  const day = match ? `${match[1]}-${match[2]}-${match[3]}` : "";
  if (isRealDate(day)) return day;
  warnings.push({ code: "date-invalid", field });
  return undefined;
}

function checkNumber(card: IdCard & { readonly type: CardType }, today: string, warnings: CardWarning[]): void {
  const number = checkCardNumber(card.type, card.number, today);
  if (!number.ok) {
    warnings.push({ code: number.code, field: "number" });
    return;
  }
  if (card.birth !== undefined && !number.fitsBirth(card.birth)) {
    warnings.push({ code: "birth-mismatch", field: "birth" });
  }
  const isSexTold = card.sex === "male" || card.sex === "female";
  if (isSexTold && number.sex !== undefined && number.sex !== card.sex) {
    warnings.push({ code: "sex-mismatch", field: "sex" });
  }
}

function checkDates({ birth, validFrom, validTo }: IdCard, today: string, warnings: CardWarning[]): void {
  if (birth !== undefined && birth > today) warnings.push({ code: "date-invalid", field: "birth" });
  if (validFrom !== undefined && validFrom > today) {
    warnings.push({ code: "not-yet-valid", field: "validFrom", detail: validFrom });
  }
  if (validTo !== undefined && validTo < today) warnings.push({ code: "expired", field: "validTo", detail: validTo });
  if (validFrom !== undefined && validTo !== undefined && validFrom > validTo) {
    warnings.push({ code: "date-order", field: "validTo" });
  }
}

function checkPlainFields({ type, address, permitNumber }: IdCard, warnings: CardWarning[]): void {
  if (address !== undefined && address.length >= ADDRESS_CHARACTERS) {
    warnings.push({ code: "address-truncated", field: "address" });
  }
  if (type === "J" && permitNumber !== undefined && !PERMIT_NUMBER.test(permitNumber)) {
    warnings.push({ code: "permit-number-shape", field: "permitNumber" });
  }
}

/**
 * The text of a card for the text of a card: names, address and number of somebody who is not there, in the same fields and
 * lengths. What contradicted itself goes on doing so: a wrong check digit, a birthday that is not the one in the number.
 */
import { mod11_2 } from "../../electron/domain/identifier/iso7064.ts";
import type { CardType } from "../codecs/id-card/card.ts";
import { type Layout, layouts, readSpans, typeOf } from "../codecs/id-card/layouts.ts";
import { createStandIns, type Random } from "./stand-in.ts";
import { common } from "./stand-in-characters.ts";

type Field = keyof Layout;

/** Every character replaced by another of its kind. */
const WORDS: readonly Field[] = ["chineseName", "englishName", "address", "issuer", "permitNumber", "formerNumberLink"];
/** Say nothing about who it is; everything that is in neither list is blanked. */
const KEPT: readonly Field[] = [
  "sex",
  "nationality",
  "issueCount",
  "cardVersion",
  "renewalCount",
  "validFrom",
  "validTo",
];
const HAN = "01";
const TYPE_LETTER_AT = 248;

export function createCardTextStandIns(random: Random): (text: Uint8Array) => Uint8Array {
  return (text) => {
    const { type } = typeOf(text);
    const layout = layouts[type];
    const standIn = blank(text.length);
    const copy = (from: number, bytes: Uint8Array) => {
      // A text that is shorter than it should be has no room for every field.
      if (from < text.length) standIn.set(bytes.subarray(0, text.length - from), from);
    };
    copy(TYPE_LETTER_AT, text.slice(TYPE_LETTER_AT, TYPE_LETTER_AT + 2));
    for (const [from, size] of spansOf(layout, WORDS)) copy(from, standInUnits(text.slice(from, from + size), random));
    for (const [from, size] of spansOf(layout, KEPT)) copy(from, text.slice(from, from + size));
    // H or M, for Hong Kong or Macau.
    for (const [from] of spansOf(layout, ["permitNumber"])) copy(from, text.slice(from, from + 2));
    for (const [from] of spansOf(layout, ["nationCode"])) copy(from, utf16(HAN));
    writeNumber(text, layout, type, random, copy);
    return standIn;
  };
}

const spansOf = (layout: Layout, fields: readonly Field[]) => fields.flatMap((field) => layout[field] ?? []);

/** Number and birthday together. */
function writeNumber(
  text: Uint8Array,
  layout: Layout,
  type: CardType,
  random: Random,
  copy: (from: number, bytes: Uint8Array) => void,
): void {
  const number = readSpans(text, layout.number ?? []);
  const birth = readSpans(text, layout.birth ?? []);
  const isOfShape = type === "I" ? /^[A-Z]{3}\d{12}$/.test(number) : /^\d{17}[\dX]$/.test(number);
  if (!isOfShape) {
    for (const [from, size] of layout.number ?? []) copy(from, standInUnits(text.slice(from, from + size), random));
    return;
  }
  const invented = type === "I" ? fifteenFor(number, random) : eighteenFor(number, random);
  for (const [from] of layout.number ?? []) copy(from, utf16(invented.number));
  const isSame = type === "I" ? birth.slice(2) === number.slice(7, 13) : birth === number.slice(6, 14);
  for (const [from] of layout.birth ?? []) copy(from, utf16(isSame ? invented.birth : "19000101"));
}

interface Invented {
  readonly number: string;
  readonly birth: string;
}

const pick = (from: number, count: number, random: Random) => String(from + Math.floor(random() * count));
const twoDigits = (from: number, count: number, random: Random) => pick(from, count, random).padStart(2, "0");

/** Region (of its kind) and sex stay as they were; so does a wrong check digit. */
export function eighteenFor(number: string, random: Random): Invented {
  const birth = `19${pick(50, 50, random)}${twoDigits(1, 12, random)}${twoDigits(1, 28, random)}`;
  // The first of a citizen's is a district; 81, 82, 83 and 9… tell kinds of cards apart.
  const region = /^[1-7]/.test(number) ? "110101" : number.slice(0, 6);
  const sex = Number(number[16]) % 2 === 1 ? "1" : "2";
  const body = `${region}${birth}${pick(10, 90, random)}${sex}`;
  const check = mod11_2(body) ?? "0";
  const isRight = mod11_2(number.slice(0, 17)) === number[17];
  return { number: `${body}${isRight ? check : check === "1" ? "2" : "1"}`, birth };
}

/** Nationality and area stay. */
function fifteenFor(number: string, random: Random): Invented {
  const day = `${pick(50, 50, random)}${twoDigits(1, 12, random)}${twoDigits(1, 28, random)}`;
  const body = `${number.slice(0, 7)}${day}${pick(0, 10, random)}`;
  const isRight = icaoCheck(number.slice(0, 14)) === number[14];
  const check = icaoCheck(body);
  return { number: `${body}${isRight ? check : check === "1" ? "2" : "1"}`, birth: `19${day}` };
}

/** ICAO 9303: weights 7, 3, 1; letters count from ten. */
function icaoCheck(text: string): string {
  const values = [...text].map((character, index) => Number.parseInt(character, 36) * ([7, 3, 1][index % 3] ?? 0));
  return String(values.reduce((sum, value) => sum + value, 0) % 10);
}

/** UTF-16LE, unit for unit: Han for Han, rare for rare, letters for letters; padding, marks and halves stay. */
export function standInUnits(bytes: Uint8Array, random: Random): Uint8Array {
  const word = createStandIns(random);
  const codes = Array.from(
    { length: bytes.length >> 1 },
    (_, at) => (bytes[2 * at] ?? 0) | ((bytes[2 * at + 1] ?? 0) << 8),
  );
  const units = [...String.fromCharCode(...codes)];
  const text = units.map((character) => (character.length === 2 ? rareFor(random) : oneFor(character, random)));
  const standIn = bytes.slice();
  standIn.set(utf16(word(text.join(""))).subarray(0, bytes.length));
  return standIn;
}

/** Of CJK extension B. */
const rareFor = (random: Random) => String.fromCodePoint(0x20000 + Math.floor(random() * 0x6d0));

function oneFor(character: string, random: Random): string {
  const code = character.charCodeAt(0);
  const isHalf = code >= 0xd800 && code <= 0xdfff;
  if (isHalf || code < 0x80 || code === 0x3000 || code === 0xb7) return character;
  if (code >= 0xe000 && code <= 0xf8ff) return String.fromCharCode(0xe000 + Math.floor(random() * 0x100));
  const other = common[Math.floor(random() * common.length)]?.character ?? character;
  return other === character ? "某" : other;
}

function utf16(text: string): Uint8Array {
  return Uint8Array.from([...text].flatMap((character) => unitsOf(character)));
}

function unitsOf(character: string): number[] {
  return Array.from({ length: character.length }, (_, index) => character.charCodeAt(index)).flatMap((unit) => [
    unit & 0xff,
    unit >> 8,
  ]);
}

function blank(size: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, index) => (index % 2 === 0 ? 0x20 : 0));
}

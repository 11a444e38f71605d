/**
 * Cards of people who do not exist, written at the offsets of the vendors' tables. Area codes 10xxxx and country 000 are
 * assigned to nobody; the check digits are right.
 */

const CARD_TEXT_BYTES = 256;

/** A 256-byte text, padded with spaces, with each value at its byte offset. */
export function writeCardText(values: Readonly<Record<number, string>>): Uint8Array {
  const text = Buffer.alloc(CARD_TEXT_BYTES, Buffer.from(" ", "utf16le"));
  for (const [offset, value] of Object.entries(values)) Buffer.from(value, "utf16le").copy(text, Number(offset));
  return Uint8Array.from(text);
}

/** Adds the check digit of GB 11643 to seventeen digits. */
export function withCheckDigit(seventeen: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(seventeen[index]), 0);
  return `${seventeen}${"10X98765432"[sum % 11]}`;
}

/** Adds the check digit of ICAO 9303 to fourteen characters. */
export function withIcaoDigit(fourteen: string): string {
  const value = (character: string) => "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".indexOf(character);
  const sum = [...fourteen].reduce((total, character, at) => total + value(character) * ([7, 3, 1][at % 3] ?? 0), 0);
  return `${fourteen}${sum % 10}`;
}

export const citizenNumber = withCheckDigit("10000019900307123");
export const citizenValues = {
  0: "样例甲",
  30: "1",
  32: "01",
  36: "19900307",
  52: "样例省样例市样例路1号",
  122: citizenNumber,
  158: "样例市公安局",
  188: "20200101",
  204: "20400101",
} as const;

export const permitNumber = withCheckDigit("81000019850612012");
export const permitValues = {
  0: "样例乙",
  30: "2",
  36: "19850612",
  52: "样例省样例市样例路2号",
  122: permitNumber,
  158: "样例市公安局",
  188: "20240101",
  204: "20290101",
  220: "H00000001",
  238: "01",
  248: "J",
} as const;

export const foreigner2017Number = withIcaoDigit("ZZZ10007804152");
export const foreigner2017Values = {
  0: "SAMPLE, PERSON",
  120: "1",
  122: foreigner2017Number,
  152: "ZZZ",
  158: "样例丙",
  188: "20180101",
  204: "20380101",
  220: "19780415",
  236: "01",
  240: "1500",
  248: "I",
} as const;

export const foreigner2023Number = withCheckDigit("91000019921130004");
export const foreigner2023Values = {
  0: "样例丁",
  30: "2",
  32: "00",
  36: "19921130",
  52: "SAMPLE, ANOTHER PERSON",
  122: foreigner2023Number,
  188: "20231201",
  204: "20331201",
  242: "ZZZ",
  248: "Y",
} as const;

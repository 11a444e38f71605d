/** Characters to stand for others, by their size in either character set. */

export interface StandInCharacter {
  readonly character: string;
  readonly "utf-8": Uint8Array;
  readonly gb18030: Uint8Array;
}

const standInOf = (...gb18030: number[]): StandInCharacter => {
  const character = new TextDecoder("gb18030").decode(Uint8Array.from(gb18030));
  return { character, "utf-8": new TextEncoder().encode(character), gb18030: Uint8Array.from(gb18030) };
};
const range = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);

/** Common characters whose first byte in GB18030 begins nothing in UTF-8: what was no UTF-8 stays none. */
export const common = range(0xb0, 16).flatMap((lead) => range(0xa1, 94).map((trail) => standInOf(lead, trail)));
/** Forty of CJK extension B, four bytes in either. */
export const rare = range(0x83, 4).flatMap((third) =>
  range(0x30, 10).map((last) => standInOf(0x95, 0x32, third, last)),
);
export const cyrillic = range(0xd1, 33).map((trail) => standInOf(0xa7, trail));

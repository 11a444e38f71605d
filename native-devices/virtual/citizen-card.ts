/** The 256 bytes of a citizen's card (GA/T 490, UTF-16LE, padded with spaces) for an invented person. */

export interface InventedPerson {
  readonly name: string;
  /** Eighteen characters; birth and sex are taken from it. */
  readonly number: string;
  /** With one the address field is full: that is when a reader is asked for it. */
  readonly addedAddress?: string | undefined;
}

const NATION_HAN = "01";
const ADDRESS = "样例省样例市练习区虚拟路1号";
const ADDRESS_CHARACTERS = 35;
const ISSUER = "样例市公安局练习分局";
const VALID_FROM = "20200101";
const VALID_TO = "20400101";

export function citizenCardText({ name, number, addedAddress }: InventedPerson): Uint8Array {
  const sex = Number(number[16]) % 2 === 1 ? "1" : "2";
  const fields: readonly (readonly [text: string, characters: number])[] = [
    [name, 15],
    [sex, 1],
    [NATION_HAN, 2],
    [number.slice(6, 14), 8],
    [addedAddress === undefined ? ADDRESS : ADDRESS.padEnd(ADDRESS_CHARACTERS, "一"), ADDRESS_CHARACTERS],
    [number, 18],
    [ISSUER, 15],
    [VALID_FROM, 8],
    [VALID_TO, 8],
    ["", 18],
  ];
  const text = fields.map(([value, size]) => value.slice(0, size).padEnd(size, " ")).join("");
  return new Uint8Array(Buffer.from(text, "utf16le"));
}

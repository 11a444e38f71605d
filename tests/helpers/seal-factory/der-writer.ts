/** Writes DER for test material. Independent of the product's reader: nothing is shared but the standard. */

export type Der = Uint8Array;

const encoder = new TextEncoder();

export function element(tag: number, ...content: readonly Uint8Array[]): Der {
  const body = concat(...content);
  return concat(Uint8Array.of(tag, ...lengthBytes(body.length)), body);
}

function lengthBytes(length: number): readonly number[] {
  if (length < 0x80) return [length];
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return [0x80 | bytes.length, ...bytes];
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

export const sequence = (...content: readonly Uint8Array[]) => element(0x30, ...content);
export const set = (...content: readonly Uint8Array[]) => element(0x31, ...content);
export const octetString = (bytes: Uint8Array) => element(0x04, bytes);
export const bitString = (bytes: Uint8Array, unused = 0) => element(0x03, Uint8Array.of(unused), bytes);
export const utf8String = (text: string) => element(0x0c, encoder.encode(text));
export const printableString = (text: string) => element(0x13, encoder.encode(text));
export const ia5String = (text: string) => element(0x16, encoder.encode(text));
export const boolean = (value: boolean) => element(0x01, Uint8Array.of(value ? 0xff : 0));
export const enumerated = (value: number) => element(0x0a, Uint8Array.of(value));
/** EXPLICIT or constructed IMPLICIT context tag. */
export const tagged = (number: number, ...content: readonly Uint8Array[]) => element(0xa0 | number, ...content);

export function integer(value: number | bigint): Der {
  let hex = BigInt(value).toString(16);
  if (hex.length % 2) hex = `0${hex}`;
  if (Number.parseInt(hex.slice(0, 2), 16) >= 0x80) hex = `00${hex}`;
  return element(
    0x02,
    Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)),
  );
}

export function oid(dotted: string): Der {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  const bytes = [first * 40 + second, ...rest].flatMap((arc) => {
    const groups = [arc & 0x7f];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128))
      groups.unshift((left & 0x7f) | 0x80);
    return groups;
  });
  return element(0x06, Uint8Array.from(bytes));
}

/** Bits by number, bit 0 first, as KeyUsage is written. */
export function bitFlags(bits: readonly number[]): Der {
  const highest = Math.max(...bits, 0);
  const bytes = new Uint8Array((highest >> 3) + 1);
  for (const bit of bits) bytes[bit >> 3]! |= 0x80 >> (bit & 7);
  return bitString(bytes, 7 - (highest & 7));
}

const digits = (instant: number) => new Date(instant).toISOString().replaceAll(/[-:T]|\.\d+/g, "");

/** `20261124080000Z` */
export const generalizedTime = (instant: number) => element(0x18, encoder.encode(digits(instant)));

/** UTCTime until 2049, GeneralizedTime from 2050 (RFC 5280 §4.1.2.5). */
export function certificateTime(instant: number): Der {
  const text = digits(instant);
  return text < "2050" ? element(0x17, encoder.encode(text.slice(2))) : generalizedTime(instant);
}

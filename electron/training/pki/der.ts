/**
 * A writer of DER (ITU-T X.690 §10): just the types that certificates, lists and electronic seals need.
 * Every function returns one complete element; nothing here reads.
 */

type Bytes = Uint8Array;

const utf8 = new TextEncoder();

function concatBytes(...parts: readonly Bytes[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function lengthOctets(length: number): Bytes {
  if (length < 0x80) return Uint8Array.of(length);
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return Uint8Array.of(0x80 | octets.length, ...octets);
}

function element(tag: number, ...content: readonly Bytes[]): Bytes {
  const body = concatBytes(...content);
  return concatBytes(Uint8Array.of(tag), lengthOctets(body.length), body);
}

export const sequence = (...items: readonly Bytes[]): Bytes => element(0x30, ...items);

/** SET OF: DER wants the elements in ascending order of their encodings (X.690 §11.6). */
export function setOf(...items: readonly Bytes[]): Bytes {
  return element(0x31, ...[...items].sort((a, b) => Buffer.compare(a, b)));
}

/** `[n] EXPLICIT`. */
export const explicit = (tagNumber: number, content: Bytes): Bytes => element(0xa0 | tagNumber, content);

/** `[n] IMPLICIT` over a primitive type: `content` is the bare content octets. */
export const implicitPrimitive = (tagNumber: number, content: Bytes): Bytes => element(0x80 | tagNumber, content);

/** A non-negative INTEGER from a number or from big-endian magnitude octets, in the fewest octets possible. */
export function integer(value: number | Bytes): Bytes {
  const magnitude = typeof value === "number" ? bigEndian(value) : value;
  let start = 0;
  while (start < magnitude.length - 1 && magnitude[start] === 0) start += 1;
  const trimmed = magnitude.subarray(start);
  const needsSign = trimmed.length === 0 || (trimmed[0] ?? 0) >= 0x80;
  return element(0x02, needsSign ? Uint8Array.of(0) : new Uint8Array(0), trimmed);
}

function bigEndian(value: number): Bytes {
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`not a non-negative safe integer: ${value}`);
  const octets: number[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return Uint8Array.from(octets);
}

export const enumerated = (value: number): Bytes => element(0x0a, Uint8Array.of(value));

export const boolean = (value: boolean): Bytes => element(0x01, Uint8Array.of(value ? 0xff : 0));

/** BIT STRING of whole octets, or of flags with the trailing zero bits cut off as DER wants for named bits. */
export const bitString = (octets: Bytes, unusedBits = 0): Bytes => element(0x03, Uint8Array.of(unusedBits), octets);

/** Named bits, bit 0 first (KeyUsage); trailing zero bits are not encoded (X.690 §11.2.2). */
export function namedBits(setBits: readonly number[]): Bytes {
  const last = Math.max(...setBits);
  const octets = new Uint8Array(Math.floor(last / 8) + 1);
  for (const bit of setBits) {
    const index = Math.floor(bit / 8);
    octets[index] = (octets[index] ?? 0) | (0x80 >> (bit % 8));
  }
  return bitString(octets, 7 - (last % 8));
}

export const octetString = (octets: Bytes): Bytes => element(0x04, octets);

export function objectIdentifier(dotted: string): Bytes {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  return element(0x06, Uint8Array.from([first * 40 + second, ...rest].flatMap(base128)));
}

function base128(value: number): number[] {
  const digits = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) {
    digits.unshift(0x80 | (rest % 128));
  }
  return digits;
}

export const utf8String = (text: string): Bytes => element(0x0c, utf8.encode(text));

export const printableString = (text: string): Bytes => element(0x13, utf8.encode(text));

export function ia5String(text: string): Bytes {
  if (!/^[\0-\x7f]*$/.test(text)) throw new Error("IA5String holds ASCII only");
  return element(0x16, utf8.encode(text));
}

/** `yyyyMMddHHmmssZ` of an instant in epoch milliseconds; fractions of a second are dropped. */
function timeDigits(instantMs: number): string {
  return `${new Date(instantMs).toISOString().slice(0, 19).replace(/[-:T]/g, "")}Z`;
}

export const generalizedTime = (instantMs: number): Bytes => element(0x18, utf8.encode(timeDigits(instantMs)));

/** Time of RFC 5280 §4.1.2.5: UTCTime through the year 2049, GeneralizedTime from 2050. */
export function certificateTime(instantMs: number): Bytes {
  const digits = timeDigits(instantMs);
  return Number(digits.slice(0, 4)) < 2050
    ? element(0x17, utf8.encode(digits.slice(2)))
    : element(0x18, utf8.encode(digits));
}

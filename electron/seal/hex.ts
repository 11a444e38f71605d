/** Hexadecimal text and big-endian numbers of byte strings. */

const DIGITS = "0123456789abcdef";

/** Lower-case hexadecimal, two digits a byte. */
export function toHex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += (DIGITS[byte >>> 4] as string) + (DIGITS[byte & 15] as string);
  return text;
}

/** Undefined when `text` is not an even number of hexadecimal digits. */
export function fromHex(text: string): Uint8Array | undefined {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(text)) return undefined;
  return Uint8Array.from({ length: text.length / 2 }, (_, i) => Number.parseInt(text.slice(2 * i, 2 * i + 2), 16));
}

/** Unsigned big-endian. */
export function toBigInt(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${toHex(bytes)}`);
}

/** Unsigned big-endian in exactly `length` bytes. */
export function toBytes(value: bigint, length: number): Uint8Array {
  const bytes = fromHex(value.toString(16).padStart(2 * length, "0"));
  if (bytes?.length !== length) throw new RangeError(`does not fit ${length} bytes`);
  return bytes;
}

/** Bytes as people write them in a profile or a table: pairs of hexadecimal digits, with or without spaces. */

/** @throws RangeError for anything else (a programming error; profiles and traces are validated before). */
export function bytesOfHex(hex: string): Uint8Array {
  const digits = hex.replaceAll(" ", "");
  if (!/^([0-9a-f]{2})*$/i.test(digits)) throw new RangeError("hex must be pairs of hexadecimal digits");
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

export function hexOfBytes(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Base64 (RFC 4648 §4) with line breaks and blanks allowed between the characters, as xs:base64Binary and PEM have them. */

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const VALUES = new Int8Array(128).fill(-1);
for (let i = 0; i < ALPHABET.length; i++) VALUES[ALPHABET.charCodeAt(i)] = i;

/** Undefined for anything but whole, correctly padded base64 whose unused bits are zero. */
export function fromBase64(text: string): Uint8Array | undefined {
  const packed = text.replaceAll(/\s+/g, "");
  if (packed.length % 4 !== 0) return undefined;
  const padding = packed.endsWith("==") ? 2 : packed.endsWith("=") ? 1 : 0;
  const length = packed.length - padding;
  const bytes = new Uint8Array((packed.length / 4) * 3 - padding);
  let bits = 0;
  let held = 0;
  let written = 0;
  for (let i = 0; i < length; i++) {
    const value = VALUES[packed.charCodeAt(i)] ?? -1;
    if (value < 0) return undefined;
    held = (held << 6) | value;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[written++] = held >> bits;
      held &= (1 << bits) - 1;
    }
  }
  return held === 0 ? bytes : undefined;
}

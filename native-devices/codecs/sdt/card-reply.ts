/** What is inside the data of good replies: the parts of a card, and the identity of the reader's security module. */

export interface CardParts {
  /** UTF-16LE; see codecs/id-card. */
  readonly text: Uint8Array;
  /** The photo as the card has it (WLT); empty where the card has none. */
  readonly photo: Uint8Array;
  /** Empty where it was not asked for or the card has none. */
  readonly fingerprint: Uint8Array;
}

/**
 * Splits the data of a card reply by the big-endian lengths at its head: two of them, three in the form with the
 * fingerprint. Undefined when the lengths and the data disagree.
 */
export function splitCardReply(data: Uint8Array, form: "text-photo" | "with-fingerprint"): CardParts | undefined {
  const count = form === "text-photo" ? 2 : 3;
  if (data.length < count * 2) return undefined;
  const lengthAt = (index: number) => (index < count ? bigEndian(data, index * 2) : 0);
  const [text, photo, fingerprint] = [lengthAt(0), lengthAt(1), lengthAt(2)];
  const start = count * 2;
  if (start + text + photo + fingerprint !== data.length) return undefined;
  return {
    text: data.slice(start, start + text),
    photo: data.slice(start + text, start + text + photo),
    fingerprint: data.slice(start + text + photo),
  };
}

/** `05.03-20121010-0000000001-1234567890` from the 16 bytes of the reply; undefined when there are not sixteen. */
export function readSamId(data: Uint8Array): string | undefined {
  if (data.length !== 16) return undefined;
  const digits = (at: number, bytes: number, width: number) =>
    String(littleEndian(data, at, bytes)).padStart(width, "0");
  return `${digits(0, 2, 2)}.${digits(2, 2, 2)}-${digits(4, 4, 8)}-${digits(8, 4, 10)}-${digits(12, 4, 10)}`;
}

function bigEndian(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

function littleEndian(bytes: Uint8Array, at: number, count: number): number {
  let value = 0;
  for (let index = count - 1; index >= 0; index -= 1) value = value * 256 + (bytes[at + index] ?? 0);
  return value;
}

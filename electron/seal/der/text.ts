/** Character strings of ASN.1 as text (X.690 §8.23). */
import { visibleText } from "../visible-text.ts";
import { type DerElement, refuseDer, TAG } from "./reader.ts";

/** Far more than any name or path; a text may grow eighteenfold when it is normalized for comparison. */
export const LONGEST_TEXT = 0x10000;

/**
 * Text of any of the string types met in certificates and seals. In the field the ASCII types hold UTF-8, and all of them
 * GBK: a text is for people to read, so it is read as what it is, and characters that nobody sees are written out.
 * @throws {DerRefusal}
 */
export function derText(element: DerElement): string {
  return visibleText(rawText(element));
}

function rawText(element: DerElement): string {
  if (element.content.length > LONGEST_TEXT) refuseDer(`text of ${element.content.length} bytes`);
  switch (element.tag) {
    case TAG.UTF8_STRING:
    case TAG.PRINTABLE_STRING:
    case TAG.IA5_STRING:
    case TAG.VISIBLE_STRING:
      return decode(["utf-8", "gb18030"], element.content);
    case TAG.TELETEX_STRING:
      return decode(["gb18030"], element.content);
    case TAG.BMP_STRING:
      return decode(["utf-16be"], element.content);
    case TAG.UNIVERSAL_STRING:
      return utf32Text(element.content);
    default:
      return refuseDer(`tag 0x${element.tag.toString(16)} is not a character string`);
  }
}

/** One decoder for each encoding; between two whole strings it keeps no state. */
const decoders = new Map<string, ReturnType<typeof strictDecoder>>();

function strictDecoder(encoding: string) {
  return new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
}

function decode(encodings: readonly string[], bytes: Uint8Array): string {
  for (const encoding of encodings) {
    const decoder = decoders.get(encoding) ?? strictDecoder(encoding);
    decoders.set(encoding, decoder);
    try {
      return decoder.decode(bytes);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
  return refuseDer(`string is not ${encodings.join(" or ")}`);
}

function utf32Text(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let text = "";
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const point = view.getUint32(at);
    text += point <= 0x10ffff ? String.fromCodePoint(point) : refuseDer("character out of range");
  }
  return bytes.length % 4 === 0 ? text : refuseDer("string cut off");
}

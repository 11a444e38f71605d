/** Character strings of ASN.1 as text (X.690 §8.23). */
import { type DerElement, refuseDer, TAG } from "./reader.ts";

/** Text of any of the string types met in certificates and seals. @throws {DerRefusal} */
export function derText(element: DerElement): string {
  switch (element.tag) {
    case TAG.UTF8_STRING:
    case TAG.PRINTABLE_STRING:
    case TAG.IA5_STRING:
    case TAG.VISIBLE_STRING:
      // Some seal makers put UTF-8 into the ASCII types; it is read as what it is.
      return decode("utf-8", element.content);
    case TAG.BMP_STRING:
      return decode("utf-16be", element.content);
    case TAG.TELETEX_STRING:
      // Chinese certificates before 2010 keep GBK under this type; plain letters are the same in both.
      return decode("gb18030", element.content);
    case TAG.UNIVERSAL_STRING:
      return utf32Text(element.content);
    default:
      return refuseDer(`tag 0x${element.tag.toString(16)} is not a character string`);
  }
}

function decode(encoding: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    return refuseDer(`string is not ${encoding}: ${String(error)}`);
  }
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

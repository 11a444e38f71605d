/** Values of DER elements: numbers, bit strings, object identifiers, booleans (X.690 §8, §11). */
import { type DerElement, refuseDer, TAG } from "./reader.ts";

/** Content of an INTEGER as a number between 0 and 2^31 − 1. @throws {DerRefusal} */
export function smallInteger(element: DerElement): number {
  demandTag(element, TAG.INTEGER);
  const { content } = element;
  if (content.length === 0 || content.length > 4 || (content[0] as number) >= 0x80) refuseDer("integer out of range");
  if (content.length > 1 && content[0] === 0 && (content[1] as number) < 0x80)
    refuseDer("integer not in shortest form");
  return content.reduce((value, byte) => value * 256 + byte, 0);
}

/** The bytes of a BIT STRING that is made of whole bytes. @throws {DerRefusal} */
export function bitStringBytes(element: DerElement): Uint8Array {
  demandTag(element, TAG.BIT_STRING);
  if (element.content[0] !== 0) refuseDer("bit string of broken bytes");
  return element.content.subarray(1);
}

/** A BIT STRING of flags; bit 0 is the first one written. @throws {DerRefusal} */
export function bitFlags(element: DerElement): ReadonlySet<number> {
  demandTag(element, TAG.BIT_STRING);
  const unused = element.content[0];
  if (unused === undefined || unused > 7) refuseDer("broken bit string");
  const flags = new Set<number>();
  const bits = (element.content.length - 1) * 8 - unused;
  for (let i = 0; i < bits; i++) {
    if ((element.content[1 + (i >> 3)] as number) & (0x80 >> (i & 7))) flags.add(i);
  }
  return flags;
}

/** Any byte but zero is true, as BER has it: certificates with 01 exist, and it has one meaning only. @throws {DerRefusal} */
export function booleanValue(element: DerElement): boolean {
  demandTag(element, TAG.BOOLEAN);
  if (element.content.length !== 1) refuseDer("broken boolean");
  return element.content[0] !== 0;
}

/** Dotted decimal. @throws {DerRefusal} */
export function objectIdentifier(element: DerElement): string {
  demandTag(element, TAG.OBJECT_IDENTIFIER);
  const { content } = element;
  if (content.length === 0 || content.length > 64 || ((content.at(-1) as number) & 0x80) !== 0) {
    refuseDer("broken object identifier");
  }
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of content) {
    if (arc === 0 && byte === 0x80) refuseDer("object identifier not in shortest form");
    arc = arc * 128 + (byte & 0x7f);
    if (arc > Number.MAX_SAFE_INTEGER / 128) refuseDer("object identifier out of range");
    if (byte < 0x80) {
      arcs.push(arc);
      arc = 0;
    }
  }
  const [first = 0, ...rest] = arcs;
  const root = Math.min(2, Math.floor(first / 40));
  return [root, first - 40 * root, ...rest].join(".");
}

/** The content of an OCTET STRING. @throws {DerRefusal} */
export function octets(element: DerElement): Uint8Array {
  demandTag(element, TAG.OCTET_STRING);
  return element.content;
}

export function demandTag(element: DerElement, tag: number): void {
  if (element.tag !== tag) refuseDer(`tag 0x${element.tag.toString(16)} where 0x${tag.toString(16)} is due`);
}

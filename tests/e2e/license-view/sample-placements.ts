/** Seal placements of an OFD package for pictures of the view: taken from Signature.xml and SignedValue, nothing verified. */
import type { Box, SealPlacement } from "../../../electron/drawing/drawing.ts";
import { entryFinder } from "../../../electron/seal/ofd/location.ts";
import { childNamed, childrenNamed, childText, parseXml, type XmlElement } from "../../../electron/seal/xml.ts";

type Entries = ReadonlyMap<string, Uint8Array>;

export function unverifiedPlacements(entries: Entries): SealPlacement[] {
  const find = entryFinder(entries);
  const read = (name: string): XmlElement => parseXml(entries.get(name) as Uint8Array);
  const body = childNamed(read("OFD.xml"), "DocBody");
  const list = find((body && childText(body, "Signatures")) ?? "", "");
  if (list === undefined) return [];
  return childrenNamed(read(list), "Signature").flatMap((signature) => {
    const entry = find(signature.attributes["BaseLoc"] ?? "", list) as string;
    const xml = read(entry);
    const value = entries.get(find(childText(xml, "SignedValue") ?? "", entry) as string) as Uint8Array;
    const info = at(value, 0, 1, 0);
    const [type, picture] = [at(info, 3, 0), at(info, 3, 1)].map(contentOf) as [Uint8Array, Uint8Array];
    const name = new TextDecoder().decode(contentOf(at(info, 2, 1)));
    const stamps = childrenNamed(childNamed(xml, "SignedInfo") as XmlElement, "StampAnnot");
    return stamps.map(({ attributes }) => ({
      signatureId: signature.attributes["ID"] ?? "",
      sealName: name,
      pageRef: attributes["PageRef"] ?? "",
      boundary: boxOf(attributes["Boundary"]) as Box,
      ...(attributes["Clip"] && { clip: boxOf(attributes["Clip"]) as Box }),
      pictureType: new TextDecoder().decode(type),
      picture,
    }));
  });
}

function boxOf(text: string | undefined): Box | undefined {
  const [x = 0, y = 0, width = 0, height = 0] = text?.split(" ").map(Number) ?? [];
  return text ? { x, y, width, height } : undefined;
}

/** The element reached by child numbers, as a whole DER value. */
function at(der: Uint8Array, ...path: readonly number[]): Uint8Array {
  return path.reduce((value, index) => childrenOf(value)[index] as Uint8Array, der);
}

function childrenOf(der: Uint8Array): Uint8Array[] {
  const children: Uint8Array[] = [];
  for (let rest = contentOf(der); rest.length > 0; ) {
    const { start, length } = header(rest);
    children.push(rest.subarray(0, start + length));
    rest = rest.subarray(start + length);
  }
  return children;
}

function contentOf(der: Uint8Array): Uint8Array {
  const { start, length } = header(der);
  return der.subarray(start, start + length);
}

function header(der: Uint8Array): { start: number; length: number } {
  const first = der[1] as number;
  if (first < 0x80) return { start: 2, length: first };
  const count = first & 0x7f;
  const length = der.subarray(2, 2 + count).reduce((sum, byte) => sum * 256 + byte, 0);
  return { start: 2 + count, length };
}

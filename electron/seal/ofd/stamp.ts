/** StampAnnot (GB/T 33190-2016 §18.2.3): on which page and where a signature's impression stands, in millimetres. */
import { childrenNamed, type XmlElement } from "../xml.ts";

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface StampAnnotation {
  readonly id: string;
  /** Page object ID of Document.xml. */
  readonly pageRef: string;
  readonly boundary: Box;
  /** The visible part, relative to `boundary`; a riding seal (骑缝章) has one on each page. */
  readonly clip?: Box;
}

/** A stamp whose place cannot be read is left out: it could be drawn nowhere. */
export function readStamps(signedInfo: XmlElement): readonly StampAnnotation[] {
  return childrenNamed(signedInfo, "StampAnnot").flatMap(({ attributes }) => {
    const boundary = readBox(attributes["Boundary"]);
    const pageRef = attributes["PageRef"]?.trim();
    const clip = readBox(attributes["Clip"]);
    if (!boundary || !pageRef) return [];
    return [{ id: attributes["ID"] ?? "", pageRef, boundary, ...(clip && { clip }) }];
  });
}

/** ST_Box: four numbers, the last two positive (§7.1). */
function readBox(text: string | undefined): Box | undefined {
  const numbers = (text ?? "")
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const [x = Number.NaN, y = Number.NaN, width = Number.NaN, height = Number.NaN] = numbers;
  const isBox = numbers.length === 4 && numbers.every(Number.isFinite) && width > 0 && height > 0;
  return isBox ? { x, y, width, height } : undefined;
}

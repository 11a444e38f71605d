/** CT_PageArea (GB/T 33190-2016 §7.5): the sheet's size; the corner of its PhysicalBox is the origin of all coordinates. */
import { childText, type XmlElement } from "../seal/xml.ts";
import type { Box } from "./drawing.ts";
import { readBox } from "./value-syntax.ts";

/** PhysicalBox of an Area; sheets of no size, or larger than any plotter's, are not believed. */
export function physicalBox(area: XmlElement | undefined): Box | undefined {
  const box = area && readBox(childText(area, "PhysicalBox"));
  return box && box.width > 0 && box.height > 0 && box.width <= 10_000 && box.height <= 10_000 ? box : undefined;
}

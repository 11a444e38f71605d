/**
 * What it costs to go through a piece of content, so that content which many pages or units point to can be paid for each
 * time: small files can otherwise ask for endless work.
 */
import type { XmlElement } from "../seal/xml.ts";

const known = new WeakMap<XmlElement, number>();

/** One for each element and for every 16 characters of text and attributes; remembered, the tree does not change. */
export function weightOf(element: XmlElement): number {
  const remembered = known.get(element);
  if (remembered !== undefined) return remembered;
  let weight = 1 + element.text.length / 16;
  for (const name in element.attributes) weight += (element.attributes[name]?.length ?? 0) / 16;
  for (const child of element.children) weight += weightOf(child);
  known.set(element, weight);
  return weight;
}

/**
 * The objects of a layer, page block or composite unit in painting order (GB/T 33190-2016 §7.7, §8.5, §13): each kind has
 * its own file; here they are told apart, nested and counted.
 */
import { childNamed, type XmlElement } from "../seal/xml.ts";
import type { DrawContext } from "./context.ts";
import { type Style, styleOf } from "./draw-params.ts";
import type { DrawnItem } from "./drawing.ts";
import { isVisible, readFrame } from "./graphic-unit.ts";
import { readImageObject } from "./image-object.ts";
import { LIMITS } from "./limits.ts";
import { readPathObject } from "./path-object.ts";
import { readTextObject } from "./text-object.ts";

/** Items of the children of `block`, which inherit `style`. */
export function readObjects(block: XmlElement, style: Style, context: DrawContext): readonly DrawnItem[] {
  if (context.depth > LIMITS.depth) {
    context.ledger.omit("LIMIT_DEPTH");
    return [];
  }
  const items: DrawnItem[] = [];
  for (const object of block.children) {
    if (!context.ledger.spend("items", 1)) break;
    for (const item of isVisible(object) ? readObject(object, style, context) : []) items.push(item);
  }
  return items;
}

function inside(context: DrawContext): DrawContext {
  return { ...context, depth: context.depth + 1 };
}

function readObject(object: XmlElement, inherited: Style, context: DrawContext): readonly DrawnItem[] {
  const style = (): Style => styleOf(object, context.resources, inherited);
  switch (object.name) {
    case "PageBlock":
      return readObjects(object, inherited, inside(context));
    case "PathObject":
      return listOf(readPathObject(object, style(), context));
    case "TextObject":
      return listOf(readTextObject(object, style(), context));
    case "ImageObject":
      return listOf(readImageObject(object, context));
    case "CompositeObject":
      return listOf(readComposite(object, style(), context));
    default:
      // Actions belong to blocks too and draw nothing.
      if (/Object$/.test(object.name)) context.ledger.omit("UNSUPPORTED_OBJECT", object.name);
      return [];
  }
}

function listOf(item: DrawnItem | undefined): readonly DrawnItem[] {
  return item ? [item] : [];
}

/** CompositeObject: the content of a CompositeGraphicUnit, in the coordinates that the object's CTM gives (§13). */
function readComposite(object: XmlElement, style: Style, context: DrawContext): DrawnItem | undefined {
  const unit = context.resources.find("CompositeGraphicUnit", object.attributes["ResourceID"]);
  if (unit && !context.ledger.spendAgain(unit.element)) return undefined;
  const content = unit && childNamed(unit.element, "Content");
  if (!content) {
    context.ledger.omit("COMPOSITE_MISSING", object.attributes["ResourceID"]);
    return undefined;
  }
  const items = readObjects(content, style, inside(context));
  if (items.length === 0) return undefined;
  return { kind: "group", ...readFrame(object, { box: undefined, slack: 0 }, context.ledger), items };
}

/**
 * One page in painting order (GB/T 33190-2016 §7.7): background templates, the page's layers from background to
 * foreground, foreground templates, then annotations (§15.2), which lie on top of the content and below the seals.
 */
import { childNamed, childrenNamed, type XmlElement } from "../seal/xml.ts";
import type { DrawContext } from "./context.ts";
import type { OfdDocument, PageRef } from "./document.ts";
import { styleOf } from "./draw-params.ts";
import type { DrawnItem, DrawnPage } from "./drawing.ts";
import { isVisible, readFrame } from "./graphic-unit.ts";
import { folderOf } from "./package-reader.ts";
import { physicalBox } from "./page-area.ts";
import { readObjects } from "./page-objects.ts";
import { readResources } from "./resources.ts";

const LAYER_ORDER = ["Background", "Body", "Foreground"];

/** A page whose content cannot be read stays as an empty sheet, so that page numbers remain those of the document. */
export function readPage(page: PageRef, document: OfdDocument, context: DrawContext): Omit<DrawnPage, "seals"> {
  const entry = context.reader.resolve(document.folder, page.location);
  const root = entry === undefined ? undefined : context.reader.xml(entry);
  if (entry === undefined) context.ledger.omit("PAGE_MISSING", page.location ?? page.id);
  const area = (root && physicalBox(childNamed(root, "Area"))) ?? document.pageBox;
  const content = entry !== undefined && root ? readSheet(root, entry, document, context) : [];
  return {
    id: page.id,
    widthMm: area.width,
    heightMm: area.height,
    items: [...content, ...readAnnotations(page.id, document, context)],
  };
}

function readSheet(root: XmlElement, entry: string, document: OfdDocument, context: DrawContext): DrawnItem[] {
  const templates = childrenNamed(root, "Template").map((element) => {
    const id = element.attributes["TemplateID"]?.trim() ?? "";
    const template = document.templates.get(id);
    if (!template) context.ledger.omit("TEMPLATE_MISSING", id);
    return { template, zOrder: element.attributes["ZOrder"] ?? template?.zOrder ?? "Background" };
  });
  const drawn = (isForeground: boolean): DrawnItem[] =>
    templates
      .filter(({ template, zOrder }) => template !== undefined && (zOrder.trim() === "Foreground") === isForeground)
      .flatMap(({ template }) => readTemplate(template?.location, document, context));
  return [...drawn(false), ...readLayers(root, entry, context), ...drawn(true)];
}

function readTemplate(location: string | undefined, document: OfdDocument, context: DrawContext): DrawnItem[] {
  const entry = context.reader.resolve(document.folder, location);
  const root = entry === undefined ? undefined : context.reader.xml(entry);
  if (entry === undefined) context.ledger.omit("TEMPLATE_MISSING", location);
  return entry !== undefined && root ? readLayers(root, entry, context) : [];
}

function readLayers(root: XmlElement, entry: string, context: DrawContext): DrawnItem[] {
  if (!context.ledger.spendAgain(root)) return [];
  const locations = childrenNamed(root, "PageRes").map((element) => element.text);
  const resources = readResources(context.reader, folderOf(entry), locations, context.resources);
  const layers = childrenNamed(root, "Content").flatMap((content) => childrenNamed(content, "Layer"));
  const rank = (layer: XmlElement): number => {
    const index = LAYER_ORDER.indexOf(layer.attributes["Type"]?.trim() ?? "Body");
    return index < 0 ? 1 : index;
  };
  return layers
    .toSorted((a, b) => rank(a) - rank(b))
    .flatMap((layer) => readObjects(layer, styleOf(layer, resources, {}), { ...context, resources }));
}

function readAnnotations(pageId: string, document: OfdDocument, context: DrawContext): DrawnItem[] {
  return (document.annotations.get(pageId) ?? []).flatMap((entry) => {
    const root = context.reader.xml(entry);
    if (!root || !context.ledger.spendAgain(root)) return [];
    return childrenNamed(root, "Annot")
      .filter(isVisible)
      .flatMap((annotation) => childrenNamed(annotation, "Appearance"))
      .flatMap((appearance) => readAppearance(appearance, context));
  });
}

/** Appearance is a page block with a Boundary of its own. */
function readAppearance(appearance: XmlElement, context: DrawContext): DrawnItem[] {
  const items = readObjects(appearance, {}, context);
  if (items.length === 0) return [];
  return [{ kind: "group", ...readFrame(appearance, { box: undefined, slack: 0 }, context.ledger), items }];
}

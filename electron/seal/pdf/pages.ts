/** The pages of a view in their order (ISO 32000-1 §7.7.3), and the annotations that each shows. */
import { refusePdf } from "./refusal.ts";
import { isKind, nameOf, type PdfDict, type PdfValue } from "./values.ts";
import { catalogOf, type PdfRect, type PdfView, rectOf } from "./view.ts";

export interface PdfPage {
  /** Object number; pages are always objects of their own. */
  readonly number: number;
  readonly dict: PdfDict;
  /** What a reader shows of it: CropBox, or else MediaBox, own or inherited. */
  readonly visibleBox?: PdfRect;
  /** As the page lists them, references not followed. */
  readonly annotations: readonly PdfValue[];
}

interface Walk {
  readonly view: PdfView;
  readonly pages: PdfPage[];
  readonly seen: Set<number>;
  annotationsLeft: number;
}

/** @throws {PdfRefusal} */
export function readPages(view: PdfView): readonly PdfPage[] {
  const walk: Walk = { view, pages: [], seen: new Set(), annotationsLeft: view.file.limits.annotations };
  walkNode(walk, catalogOf(view).entries.get("Pages") ?? null, {}, view.file.limits.depth);
  return walk.pages;
}

/** Boxes that a page takes from the tree above it (§7.7.3.4). */
interface Boxes {
  readonly media?: PdfRect | undefined;
  readonly crop?: PdfRect | undefined;
}

function walkNode(walk: Walk, node: PdfValue, inherited: Boxes, left: number): void {
  const { view, pages } = walk;
  const { number, dict } = openNode(walk, node, left);
  const media = rectOf(view, dict.entries.get("MediaBox")) ?? inherited.media;
  const crop = rectOf(view, dict.entries.get("CropBox")) ?? inherited.crop;
  if (dict.entries.has("Kids")) {
    for (const kid of view.items(dict.entries.get("Kids"))) walkNode(walk, kid, { media, crop }, left - 1);
  } else {
    const visibleBox = crop ?? media;
    const annotations = view.items(dict.entries.get("Annots"));
    walk.annotationsLeft -= annotations.length;
    if (walk.annotationsLeft < 0) refusePdf("CONTAINER_LIMIT", `more than ${view.file.limits.annotations} annotations`);
    pages.push({ number, dict, ...(visibleBox && { visibleBox }), annotations });
  }
}

/** A node that is a page to one reader and a tree to another is refused, and one that stands in two places. */
function openNode({ view, seen }: Walk, node: PdfValue, left: number): { number: number; dict: PdfDict } {
  if (!isKind(node, "ref") || left === 0) return refusePdf("PDF_MALFORMED", "page tree");
  const { number } = node;
  if (seen.has(number)) refusePdf("PDF_MALFORMED", `page ${number} stands twice in the page tree`);
  seen.add(number);
  if (seen.size > view.file.limits.pages) refusePdf("CONTAINER_LIMIT", `more than ${seen.size - 1} pages`);
  const dict = view.resolve(node);
  if (!isKind(dict, "dict")) return refusePdf("PDF_MALFORMED", `no page ${number}`);
  const type = nameOf(view.entry(dict, "Type"));
  if (type !== (dict.entries.has("Kids") ? "Pages" : "Page")) refusePdf("PDF_MALFORMED", `page ${number} is a ${type}`);
  return { number, dict };
}

/** Index of the page that shows an annotation, by the annotation's object number; the first one, if several do. */
export function pagesByAnnotation(pages: readonly PdfPage[]): ReadonlyMap<number, number> {
  const pageOf = new Map<number, number>();
  pages.forEach(({ annotations }, index) => {
    for (const item of annotations) if (isKind(item, "ref") && !pageOf.has(item.number)) pageOf.set(item.number, index);
  });
  return pageOf;
}

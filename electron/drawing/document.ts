/**
 * One document of a package: from OFD.xml over its DocBody to Document.xml (GB/T 33190-2016 §7.4, §7.5): page size,
 * resources, pages, templates and annotation files. Content is read by page-content.ts.
 */
import { childNamed, childrenNamed, childText, type XmlElement } from "../seal/xml.ts";
import type { Box } from "./drawing.ts";
import type { Ledger } from "./ledger.ts";
import { LIMITS } from "./limits.ts";
import { folderOf, type PackageReader } from "./package-reader.ts";
import { physicalBox } from "./page-area.ts";
import { NO_RESOURCES, type ResourceTable, readResources } from "./resources.ts";

export interface PageRef {
  readonly id: string;
  readonly location: string | undefined;
}

export interface TemplateRef {
  readonly location: string | undefined;
  readonly zOrder: string | undefined;
}

export interface OfdDocument {
  /** Folder of Document.xml. */
  readonly folder: string;
  readonly pageBox: Box;
  readonly resources: ResourceTable;
  readonly defaultSpace: string | undefined;
  readonly pages: readonly PageRef[];
  readonly templates: ReadonlyMap<string, TemplateRef>;
  /** Page ID → entries of its annotation files. */
  readonly annotations: ReadonlyMap<string, readonly string[]>;
}

const A4: Box = { x: 0, y: 0, width: 210, height: 297 };

/** `undefined`, with the reason noted, when the package has no such document. */
export function readDocument(reader: PackageReader, docIndex: number, ledger: Ledger): OfdDocument | undefined {
  const entry = findDocument(reader, docIndex);
  const root = entry === undefined ? undefined : reader.xml(entry);
  if (entry === undefined || !root) {
    ledger.omit("DOCUMENT_MISSING", entry);
    return undefined;
  }
  const folder = folderOf(entry);
  const common = childNamed(root, "CommonData");
  const resourceFiles = ["PublicRes", "DocumentRes"].flatMap((name) => textsOf(common, name));
  return {
    folder,
    pageBox: physicalBox(common && childNamed(common, "PageArea")) ?? A4,
    resources: readResources(reader, folder, resourceFiles, NO_RESOURCES),
    defaultSpace: common && childText(common, "DefaultCS"),
    pages: readPageRefs(root, ledger),
    templates: readTemplateRefs(common),
    annotations: readAnnotationRefs(reader, folder, root, ledger),
  };
}

function findDocument(reader: PackageReader, docIndex: number): string | undefined {
  const main = reader.resolve("", "OFD.xml");
  const root = main === undefined ? undefined : reader.xml(main);
  const body = root && childrenNamed(root, "DocBody")[docIndex];
  return body && reader.resolve("", childText(body, "DocRoot"));
}

function textsOf(parent: XmlElement | undefined, name: string): string[] {
  return parent ? childrenNamed(parent, name).map((element) => element.text.trim()) : [];
}

function readPageRefs(root: XmlElement, ledger: Ledger): PageRef[] {
  const pages = childrenNamed(root, "Pages").flatMap((list) => childrenNamed(list, "Page"));
  if (pages.length > LIMITS.pages) ledger.omit("LIMIT_PAGES", String(pages.length));
  return pages.slice(0, LIMITS.pages).map(({ attributes }) => {
    return { id: attributes["ID"]?.trim() ?? "", location: attributes["BaseLoc"] };
  });
}

function readTemplateRefs(common: XmlElement | undefined): Map<string, TemplateRef> {
  const templates = new Map<string, TemplateRef>();
  for (const { attributes } of common ? childrenNamed(common, "TemplatePage") : []) {
    const id = attributes["ID"]?.trim();
    if (id && !templates.has(id)) templates.set(id, { location: attributes["BaseLoc"], zOrder: attributes["ZOrder"] });
  }
  return templates;
}

function readAnnotationRefs(
  reader: PackageReader,
  folder: string,
  root: XmlElement,
  ledger: Ledger,
): Map<string, string[]> {
  const byPage = new Map<string, string[]>();
  const read = new Set<string>();
  for (const location of textsOf(root, "Annotations")) {
    const list = reader.resolve(folder, location);
    if (list === undefined) ledger.omit("ANNOTATIONS_MISSING", location);
    // A list that is named again says nothing new, and could be named thousands of times.
    else if (!read.has(list)) readAnnotationList(reader, list, byPage, ledger);
    if (list !== undefined) read.add(list);
  }
  return byPage;
}

function readAnnotationList(reader: PackageReader, list: string, into: Map<string, string[]>, ledger: Ledger): void {
  const root = reader.xml(list);
  for (const page of root ? childrenNamed(root, "Page").slice(0, LIMITS.pages) : []) {
    const file = childText(page, "FileLoc");
    const entry = reader.resolve(folderOf(list), file);
    const pageId = page.attributes["PageID"]?.trim() ?? "";
    if (entry === undefined) ledger.omit("ANNOTATIONS_MISSING", file);
    else {
      const known = into.get(pageId) ?? [];
      known.push(entry);
      into.set(pageId, known);
    }
  }
}

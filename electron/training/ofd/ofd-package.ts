/**
 * The parts of an OFD package (GB/T 33190-2016 §7): entry file, document, resources, templates and pages, ready to be
 * sealed or zipped. Metadata of GB/T 36903-2018 travel as CustomDatas of the entry file.
 */

import { type Zippable, zipSync } from "fflate";
import { mmList, tag, xmlPart } from "./markup.ts";
import type { IdSource, Sheet } from "./sheet.ts";

/** Package path without a leading slash → bytes, in the order they are written. */
export type PackageParts = Map<string, Uint8Array>;

export interface OfdImage {
  readonly resourceId: number;
  readonly fileName: string;
  readonly png: Uint8Array;
}

export interface OfdPage {
  readonly pageId: number;
  readonly width: number;
  readonly height: number;
  /** Drawn beneath the body by way of a template page. */
  readonly background?: Sheet;
  readonly body: Sheet;
  /** Drawn last, as a layer of type Foreground. */
  readonly foreground?: Sheet;
}

export interface OfdDocument {
  /** 32 hexadecimal digits (DocID, §7.4). */
  readonly docId: string;
  readonly title: string;
  readonly author: string;
  /** `yyyy-MM-dd`. */
  readonly createdOn: string;
  readonly customData: readonly (readonly [name: string, value: string])[];
  readonly pages: readonly OfdPage[];
  readonly images: readonly OfdImage[];
  readonly ids: IdSource;
  /** Package path of the signature list, when the package is to be sealed. */
  readonly signatures?: string;
}

const TEMPLATE_ID_BASE = 20;

const FONT_NAMES: readonly (readonly [id: number, name: string, bold: boolean])[] = [
  [1, "宋体", false],
  [2, "宋体", true],
  [3, "楷体", false],
  [4, "黑体", false],
  [5, "仿宋", false],
];

const COLOR_SPACE_ID = 10;

function entryFile(document: OfdDocument): Uint8Array {
  const custom = document.customData.map(([name, value]) => tag("CustomData", { Name: name }, textOf(value)));
  return xmlPart(
    "OFD",
    { Version: "1.1", DocType: "OFD" },
    tag(
      "DocBody",
      {},
      tag(
        "DocInfo",
        {},
        tag("DocID", {}, document.docId),
        tag("Title", {}, textOf(document.title)),
        tag("Author", {}, textOf(document.author)),
        tag("CreationDate", {}, document.createdOn),
        tag("Creator", {}, "亮证台练习模式"),
        custom.length === 0 ? "" : tag("CustomDatas", {}, ...custom),
      ),
      tag("DocRoot", {}, "Doc_0/Document.xml"),
      document.signatures === undefined ? "" : tag("Signatures", {}, document.signatures),
    ),
  );
}

function textOf(value: string): string {
  return value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function documentPart(document: OfdDocument, maxUnitId: number): Uint8Array {
  const [first] = document.pages;
  if (first === undefined) throw new Error("a document has at least one page");
  const templates = document.pages.flatMap((page, index) =>
    page.background === undefined
      ? []
      : [
          tag("TemplatePage", {
            ID: TEMPLATE_ID_BASE + index,
            Name: `底纹${index + 1}`,
            BaseLoc: `Tpls/Tpl_${index}/Content.xml`,
            ZOrder: "Background",
          }),
        ],
  );
  return xmlPart(
    "Document",
    {},
    tag(
      "CommonData",
      {},
      tag("MaxUnitID", {}, String(maxUnitId)),
      tag("PageArea", {}, tag("PhysicalBox", {}, mmList(0, 0, first.width, first.height))),
      tag("PublicRes", {}, "PublicRes.xml"),
      document.images.length === 0 ? "" : tag("DocumentRes", {}, "DocumentRes.xml"),
      ...templates,
    ),
    tag(
      "Pages",
      {},
      ...document.pages.map((page, index) =>
        tag("Page", { ID: page.pageId, BaseLoc: `Pages/Page_${index}/Content.xml` }),
      ),
    ),
  );
}

function publicResources(): Uint8Array {
  const fonts = FONT_NAMES.map(([id, name, bold]) =>
    tag("Font", { ID: id, FontName: name, FamilyName: name, Bold: bold ? true : undefined }),
  );
  return xmlPart(
    "Res",
    { BaseLoc: "Res" },
    tag("ColorSpaces", {}, tag("ColorSpace", { ID: COLOR_SPACE_ID, Type: "RGB", BitsPerComponent: 8 })),
    tag("Fonts", {}, ...fonts),
  );
}

function documentResources(images: readonly OfdImage[]): Uint8Array {
  const media = images.map((image) =>
    tag("MultiMedia", { ID: image.resourceId, Type: "Image", Format: "PNG" }, tag("MediaFile", {}, image.fileName)),
  );
  return xmlPart("Res", { BaseLoc: "Res" }, tag("MultiMedias", {}, ...media));
}

function area(page: OfdPage): string {
  return tag("Area", {}, tag("PhysicalBox", {}, mmList(0, 0, page.width, page.height)));
}

function pageContent(page: OfdPage, index: number): Uint8Array {
  const template =
    page.background === undefined
      ? ""
      : tag("Template", { TemplateID: TEMPLATE_ID_BASE + index, ZOrder: "Background" });
  const layers = page.body.layer("Body") + (page.foreground?.layer("Foreground") ?? "");
  return xmlPart("Page", {}, area(page), template, tag("Content", {}, layers));
}

function templateContent(page: OfdPage, background: Sheet): Uint8Array {
  return xmlPart("Page", {}, area(page), tag("Content", {}, background.layer("Background")));
}

/** All parts of the package, entry file first. Layers take their IDs here, so MaxUnitID is written last. */
export function packageParts(document: OfdDocument): PackageParts {
  const drawn: PackageParts = new Map();
  document.pages.forEach((page, index) => {
    if (page.background !== undefined) {
      drawn.set(`Doc_0/Tpls/Tpl_${index}/Content.xml`, templateContent(page, page.background));
    }
    drawn.set(`Doc_0/Pages/Page_${index}/Content.xml`, pageContent(page, index));
  });
  const parts: PackageParts = new Map();
  parts.set("OFD.xml", entryFile(document));
  parts.set("Doc_0/Document.xml", documentPart(document, document.ids.max()));
  parts.set("Doc_0/PublicRes.xml", publicResources());
  if (document.images.length > 0) parts.set("Doc_0/DocumentRes.xml", documentResources(document.images));
  for (const image of document.images) parts.set(`Doc_0/Res/${image.fileName}`, image.png);
  for (const [path, bytes] of drawn) parts.set(path, bytes);
  return parts;
}

/** Zips the parts as they stand; pictures are stored, XML is deflated. `writtenAt` makes the bytes repeatable. */
export function zipParts(parts: PackageParts, writtenAt: number): Uint8Array {
  const zippable: Zippable = {};
  for (const [path, bytes] of parts) {
    zippable[path] = [bytes, { level: path.endsWith(".png") || path.endsWith(".esl") ? 0 : 9, mtime: writtenAt }];
  }
  return zipSync(zippable);
}

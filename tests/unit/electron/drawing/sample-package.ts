/** Small OFD packages for tests, written as text: one document, with whatever pages and resources a test names. */
import { type DrawOptions, drawOfd } from "../../../../electron/drawing/draw-ofd.ts";
import type { Drawing, DrawnItem, SealPlacement } from "../../../../electron/drawing/drawing.ts";
import { parseXml, type XmlElement } from "../../../../electron/seal/xml.ts";

const NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"';

export interface SampleParts {
  /** Content of the layers of each page: text inside `<ofd:Page>`. */
  readonly pages?: readonly string[];
  /** Inside `<ofd:CommonData>`, beside the page area and the resource files. */
  readonly common?: string;
  /** Inside `<ofd:Document>`, after the pages. */
  readonly tail?: string;
  /** Inside `<ofd:Res>` of Doc_0/PublicRes.xml. */
  readonly resources?: string;
  /** Further entries. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
}

/** Page n has the ID `p<n>`, counted from 1, and lies in Doc_0/Pages/Page_<n-1>/Content.xml. */
export function samplePackage({ pages = [], common = "", tail = "", resources = "", files = {} }: SampleParts) {
  const pageList = pages.map((_, i) => `<ofd:Page ID="p${i + 1}" BaseLoc="Pages/Page_${i}/Content.xml"/>`).join("");
  const entries = new Map<string, Uint8Array>();
  const add = (name: string, content: string | Uint8Array): void => {
    entries.set(name, typeof content === "string" ? new TextEncoder().encode(content) : content);
  };
  add(
    "OFD.xml",
    `<ofd:OFD ${NAMESPACE}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
  );
  add(
    "Doc_0/Document.xml",
    `<ofd:Document ${NAMESPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 100 80</ofd:PhysicalBox></ofd:PageArea>` +
      `<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>${common}</ofd:CommonData><ofd:Pages>${pageList}</ofd:Pages>${tail}</ofd:Document>`,
  );
  add("Doc_0/PublicRes.xml", `<ofd:Res ${NAMESPACE} BaseLoc="Res">${resources}</ofd:Res>`);
  for (const [i, content] of pages.entries()) {
    add(`Doc_0/Pages/Page_${i}/Content.xml`, `<ofd:Page ${NAMESPACE}>${content}</ofd:Page>`);
  }
  for (const [name, content] of Object.entries(files)) add(name, content);
  return entries;
}

export function drawSample(
  parts: SampleParts,
  placements: readonly SealPlacement[] = [],
  options: DrawOptions = {},
): Drawing {
  return drawOfd(samplePackage(parts), placements, options);
}

/** Draws objects on one layer of one page, with resources. */
export function drawObjects(objects: string, resources = "", layerAttributes = ""): Drawing {
  return drawSample({ pages: [layer(objects, layerAttributes)], resources });
}

export function layer(objects: string, attributes = ""): string {
  return `<ofd:Content><ofd:Layer ${attributes}>${objects}</ofd:Layer></ofd:Content>`;
}

/** The only item of the only page; the test fails where there are none or more. */
function onlyItem(drawing: Drawing): DrawnItem {
  const items = drawing.pages.flatMap((page) => page.items);
  const [item] = items;
  if (items.length !== 1 || !item) throw new Error(`${items.length} items, omissions: ${drawing.omissions.join(", ")}`);
  return item;
}

/** An item of one kind, or a failing test. */
export function itemOf<K extends DrawnItem["kind"]>(drawing: Drawing, kind: K): Extract<DrawnItem, { kind: K }> {
  const item = onlyItem(drawing);
  if (item.kind !== kind) throw new Error(`the item is a ${item.kind}`);
  return item as Extract<DrawnItem, { kind: K }>;
}

/** One element of the OFD namespace from its text. */
export function element(text: string): XmlElement {
  return parseXml(new TextEncoder().encode(text.replace(/^<([\w:]+)/, `<$1 ${NAMESPACE}`)));
}

/** A bitmap of one red pixel. */
export const RED_PNG = Uint8Array.from(
  atob("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC"),
  (character) => character.charCodeAt(0),
);

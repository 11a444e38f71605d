/**
 * From the entries of a verified OFD package to a drawing. Pure and bounded: whatever the bytes, it returns; what cannot
 * be drawn is named in `omissions`, and the limits of limits.ts hold for the package and the pictures in its seals together.
 */
import { BlobStore } from "./blob-store.ts";
import type { DrawContext } from "./context.ts";
import { readDocument } from "./document.ts";
import type { Drawing, DrawnPage, DrawnSeal, SealPlacement } from "./drawing.ts";
import { FontRegistry } from "./font-registry.ts";
import { Ledger } from "./ledger.ts";
import { openPackageReader, type PackageReader } from "./package-reader.ts";
import { readPage } from "./page-content.ts";
import { createSealDrawer, type OpenPackage, type SealStores, type Stores } from "./seal-pictures.ts";

export interface DrawOptions {
  /** Which DocBody of OFD.xml, from 0. */
  readonly docIndex?: number;
  /** Opens the package inside a seal picture of type "ofd"; `undefined` from it means that it was refused. */
  readonly openPackage?: OpenPackage;
}

/**
 * @param entries package entries by name, without leading slash, as the verified container holds them
 * @param placements seals of accepted signatures; each is drawn on the page that its `pageRef` names
 */
export function drawOfd(
  entries: ReadonlyMap<string, Uint8Array>,
  placements: readonly SealPlacement[],
  { docIndex = 0, openPackage }: DrawOptions = {},
): Drawing {
  const ledger = new Ledger();
  const blobs = new BlobStore();
  const fonts = new FontRegistry(ledger);
  const reader = openPackageReader(entries, ledger);
  const sheets = drawSheets(reader, docIndex, { ledger, blobs, fonts });
  const pages = addSeals(sheets, placements, { ledger, blobs, fonts, openPackage });
  const drawnFonts = fonts.finish(blobs);
  return {
    pages,
    fonts: drawnFonts,
    images: blobs.images,
    blobs: blobs.blobs,
    omissions: ledger.omissions,
    entries: ledger.entries,
  };
}

type Sheet = Omit<DrawnPage, "seals">;

function drawSheets(reader: PackageReader, docIndex: number, stores: Stores): readonly Sheet[] {
  const document = readDocument(reader, docIndex, stores.ledger);
  if (!document) return [];
  const { resources, defaultSpace } = document;
  const context: DrawContext = { reader, resources, defaultSpace, ...stores, depth: 0 };
  return document.pages.map((page) => readPage(page, document, context));
}

/** Seals of one page keep the order of their signatures. */
function addSeals(sheets: readonly Sheet[], placements: readonly SealPlacement[], stores: SealStores): DrawnPage[] {
  const drawSeal = createSealDrawer(stores);
  const byPage = new Map<string, DrawnSeal[]>(sheets.map(({ id }) => [id, []]));
  for (const placement of placements) {
    const seals = byPage.get(placement.pageRef.trim());
    if (seals) seals.push(drawSeal(placement));
    else stores.ledger.omit("SEAL_PAGE_MISSING", `${placement.signatureId} ${placement.pageRef}`);
  }
  return sheets.map((sheet) => {
    const seals = byPage.get(sheet.id) ?? [];
    // Of two pages with one ID the first has the seals.
    byPage.delete(sheet.id);
    return { ...sheet, seals };
  });
}

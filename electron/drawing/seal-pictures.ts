/**
 * Seals on their pages, drawn from the signed seal (GB/T 38540-2020 §6): a bitmap, an SVG, or a whole OFD package whose
 * first page is the picture. A seal whose picture cannot be drawn keeps its place, so that it is never overlooked.
 */
import type { BlobStore } from "./blob-store.ts";
import { readDocument } from "./document.ts";
import type { DrawnSeal, SealPicture, SealPlacement } from "./drawing.ts";
import type { FontRegistry } from "./font-registry.ts";
import type { Ledger } from "./ledger.ts";
import { openPackageReader } from "./package-reader.ts";
import { readPage } from "./page-content.ts";
import { recognizePicture } from "./picture-format.ts";

export type OpenPackage = (bytes: Uint8Array) => ReadonlyMap<string, Uint8Array> | undefined;

/** What one drawing fills, shared by the license and the pictures in its seals. */
export interface Stores {
  readonly ledger: Ledger;
  readonly blobs: BlobStore;
  readonly fonts: FontRegistry;
}

export interface SealStores extends Stores {
  readonly openPackage: OpenPackage | undefined;
}

/** Draws each picture once, however many pages a riding seal (骑缝章) runs over. */
export function createSealDrawer(stores: SealStores): (placement: SealPlacement) => DrawnSeal {
  const pictures = new Map<Uint8Array, SealPicture>();
  return (placement) => {
    const picture = pictures.get(placement.picture) ?? drawPicture(placement, stores);
    pictures.set(placement.picture, picture);
    const { signatureId, sealName, boundary, clip } = placement;
    return { signatureId, sealName, boundary, ...(clip && { clip }), picture };
  };
}

function drawPicture({ signatureId, pictureType, picture }: SealPlacement, stores: SealStores): SealPicture {
  // The bytes decide, the type is only believed where they are a package: real seals say PNG over JPEG and the reverse.
  const isPackage = picture[0] === 0x50 && picture[1] === 0x4b;
  if (isPackage || pictureType.trim().toLowerCase() === "ofd") {
    const page = drawPackage(picture, stores);
    if (!page) stores.ledger.omit("SEAL_PICTURE_UNREADABLE", signatureId);
    return page ?? { kind: "none" };
  }
  const format = recognizePicture(picture);
  if (format.kind === "other") {
    stores.ledger.omit("UNSUPPORTED_SEAL_PICTURE", `${signatureId} ${format.name}`);
    return { kind: "none" };
  }
  const imageId = stores.blobs.addImage({ mediaType: format.mediaType, bytes: picture });
  return { kind: "image", imageId, isOpaque: format.isOpaque };
}

/** First page of the package inside; its own signatures are not looked at, so nothing nests deeper. */
function drawPackage(bytes: Uint8Array, { ledger, blobs, fonts, openPackage }: SealStores): SealPicture | undefined {
  const entries = openPackage?.(bytes);
  if (!entries) return undefined;
  // Entries inside a seal are protected by the seal's own signature and are none of the license's.
  const reader = openPackageReader(entries, {
    omit: (code, what) => ledger.omit(code, `seal/${what}`),
    spend: (kind, amount) => ledger.spend(kind, amount),
    noteEntry: () => undefined,
  });
  const document = readDocument(reader, 0, ledger);
  const first = document?.pages[0];
  if (!document || !first) return undefined;
  const { resources, defaultSpace } = document;
  const { widthMm, heightMm, items } = readPage(first, document, {
    reader,
    resources,
    defaultSpace,
    ledger,
    blobs,
    fonts,
    depth: 0,
  });
  return { kind: "page", widthMm, heightMm, items };
}

/**
 * The drawing list: a license page as plain data, in millimetres, ready to be painted. It is made on the host from the
 * verified package entries only, so that what is shown is what was verified; a painter needs no XML and no package.
 */

/** `[a, b, c, d, e, f]`: x' = a·x + c·y + e, y' = b·x + d·y + f (GB/T 33190-2016 §8.6 CTM order). */
export type Matrix = readonly [number, number, number, number, number, number];

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface GradientStop {
  /** 0..1 */
  readonly offset: number;
  /** `#rrggbb` */
  readonly color: string;
  readonly alpha: number;
}

/** What lies beyond the ends of a gradient: the last colour, the same again, or the same mirrored. */
export type GradientSpread = "pad" | "repeat" | "reflect";

/** Coordinates are those of the painted item itself, before its `transform`. */
export type Paint =
  | { readonly kind: "solid"; readonly color: string; readonly alpha: number }
  | {
      readonly kind: "linear";
      readonly from: readonly [number, number];
      readonly to: readonly [number, number];
      readonly spread: GradientSpread;
      readonly stops: readonly GradientStop[];
    }
  | {
      readonly kind: "radial";
      /** Offset 0 lies on the circle `focus`/`focusRadius`, offset 1 on the circle `center`/`radius`. */
      readonly focus: readonly [number, number];
      readonly focusRadius: number;
      readonly center: readonly [number, number];
      readonly radius: number;
      readonly spread: GradientSpread;
      /** Turns the circles into the ellipses of Eccentricity and Angle; absent = circles. */
      readonly transform?: Matrix;
      readonly stops: readonly GradientStop[];
    };

export interface Stroke {
  readonly paint: Paint;
  readonly widthMm: number;
  readonly cap: "butt" | "round" | "square";
  readonly join: "miter" | "round" | "bevel";
  readonly miterLimit: number;
  readonly dash?: readonly number[];
  readonly dashOffset?: number;
}

/** One part of a clip region, in the coordinates of the item it clips after its own `transform`. */
export interface ClipArea {
  readonly d: string;
  readonly rule: "nonzero" | "evenodd";
  readonly transform: Matrix;
}

/** A clip region is the union of its areas (GB/T 33190-2016 §8.4); an item with several regions shows their intersection. */
export interface ClipRegion {
  readonly areas: readonly ClipArea[];
}

interface ItemBase {
  /** From the item's own coordinates to those of its parent. */
  readonly transform: Matrix;
  /** Cut to this box, in the parent's coordinates; absent when everything lies inside anyway (§8.5 Boundary). */
  readonly bounds?: Box;
  readonly clips?: readonly ClipRegion[];
  /** 0..1 */
  readonly alpha?: number;
}

export interface GroupItem extends ItemBase {
  readonly kind: "group";
  readonly items: readonly DrawnItem[];
}

export interface PathItem extends ItemBase {
  readonly kind: "path";
  /** SVG path data with absolute commands only (M L Q C A Z), millimetres. */
  readonly d: string;
  readonly fill?: Paint;
  readonly fillRule: "nonzero" | "evenodd";
  readonly stroke?: Stroke;
}

/** One TextCode: each character with its own place on the baseline. */
export interface GlyphRun {
  /** Characters; U+F0000 + n stands for glyph n of the embedded font (§11.4.1 CGTransform). */
  readonly text: string;
  /** One x and one y for each code point of `text`. */
  readonly xs: readonly number[];
  readonly ys: readonly number[];
}

export interface TextItem extends ItemBase {
  readonly kind: "text";
  readonly fontId: string;
  readonly sizeMm: number;
  readonly weight: number;
  readonly italic: boolean;
  /** Horizontal scale, 1 = as designed. */
  readonly hScale: number;
  /** Latin characters and digits are half an em wide, as in 宋体; a stand-in font must narrow its own. */
  readonly isHalfWidth: boolean;
  /** Degrees each glyph is turned clockwise (GB/T 33190-2016 §11.3 CharDirection). */
  readonly charDirection: 0 | 90 | 180 | 270;
  readonly fill?: Paint;
  readonly stroke?: Stroke;
  readonly runs: readonly GlyphRun[];
}

export interface ImageItem extends ItemBase {
  readonly kind: "image";
  /** Key into `Drawing.images`. The picture fills the unit square before `transform`. */
  readonly imageId: string;
  /** A second picture on the same square: the first one shows where this is white (§10 ImageMask). */
  readonly maskId?: string;
}

export type DrawnItem = GroupItem | PathItem | TextItem | ImageItem;

/**
 * The picture of a seal, stretched over its boundary: a bitmap or SVG, a drawn page (picture type "ofd"), or none when it
 * cannot be drawn. `isOpaque` bitmaps bring their own paper and are laid over the page like ink, so that they hide no text.
 */
export type SealPicture =
  | { readonly kind: "image"; readonly imageId: string; readonly isOpaque: boolean }
  | {
      readonly kind: "page";
      readonly widthMm: number;
      readonly heightMm: number;
      readonly items: readonly DrawnItem[];
    }
  | { readonly kind: "none" };

/** A seal's impression, from the signed seal itself; `clip` cuts a riding seal (骑缝章) to this page's part. */
export interface DrawnSeal {
  readonly signatureId: string;
  readonly sealName: string;
  /** Where the impression stands on the page. */
  readonly boundary: Box;
  /** The visible part, relative to `boundary`; absent = all of it. */
  readonly clip?: Box;
  readonly picture: SealPicture;
}

export interface DrawnPage {
  /** Page object ID in Document.xml, as StampAnnot's PageRef names it. */
  readonly id: string;
  readonly widthMm: number;
  readonly heightMm: number;
  readonly items: readonly DrawnItem[];
  readonly seals: readonly DrawnSeal[];
}

export interface DrawnFont {
  /** The names to try, first is best; ends in a generic family. */
  readonly families: readonly string[];
  /** Key into `Drawing.blobs` when the package embeds the font. */
  readonly blobId?: string;
  readonly bold: boolean;
  readonly italic: boolean;
}

export interface DrawnBlob {
  /** Told by the bytes, never by a name: image/png, image/jpeg, image/bmp, image/gif, image/svg+xml, font/ttf, font/otf. */
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

export interface Drawing {
  readonly pages: readonly DrawnPage[];
  readonly fonts: Readonly<Record<string, DrawnFont>>;
  /** imageId → blobId. */
  readonly images: Readonly<Record<string, string>>;
  /** Kept apart so that the list crosses to the screen as JSON and the bytes as bytes. */
  readonly blobs: Readonly<Record<string, DrawnBlob>>;
  /** What could not be drawn, in codes such as `UNSUPPORTED_IMAGE:<path>`; the screen says that the picture is incomplete. */
  readonly omissions: readonly string[];
  /** Every package entry this drawing was made from (not those inside seals): a check can hold them against the coverage. */
  readonly entries: readonly string[];
}

/** The half that crosses to the screen as JSON; the bytes of `blobs` follow by their own way, asked for by blob id. */
export type ScreenDrawing = Pick<Drawing, "pages" | "fonts" | "images" | "omissions">;

/** A PDF for the screen, whose own engine paints it from the judged bytes: those are a blob like any other. */
export interface ScreenPdf {
  readonly blobId: string;
  readonly pageCount: number;
  /** The file was changed after signing; shown is the revision that was signed, and the screen says so. */
  readonly isEarlierRevision: boolean;
  readonly seals: readonly PdfSealSpot[];
}

/** Where a signature is shown. Its picture is part of the page. */
export interface PdfSealSpot {
  readonly signatureId: string;
  readonly sealName: string;
  /** From 0. */
  readonly pageIndex: number;
  /** Points in the page's own coordinates: the origin is at the bottom, before any turning of the page. */
  readonly rect: { readonly left: number; readonly bottom: number; readonly right: number; readonly top: number };
}

/** Where and with which picture a verified signature asks to be shown. Comes from Signature.xml and the signed seal. */
export interface SealPlacement {
  readonly signatureId: string;
  readonly sealName: string;
  /** Page object ID of Document.xml. */
  readonly pageRef: string;
  readonly boundary: Box;
  readonly clip?: Box;
  /** `PNG`, `GIF`, `JPG`, `BMP`, `SVG` or `ofd` (GB/T 38540-2020 §6, SES_ESPictrueInfo.type), any letter case. */
  readonly pictureType: string;
  readonly picture: Uint8Array;
}

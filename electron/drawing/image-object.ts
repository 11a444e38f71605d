/** ImageObject (GB/T 33190-2016 §10): a picture of the package on the unit square that the object's CTM stretches. */
import { childNamed, childText, type XmlElement } from "../seal/xml.ts";
import type { DrawContext } from "./context.ts";
import type { DrawnItem, Matrix } from "./drawing.ts";
import { readFrame } from "./graphic-unit.ts";
import { readMatrix } from "./matrix.ts";
import { recognizePicture } from "./picture-format.ts";
import type { Resource } from "./resources.ts";
import { readBox } from "./value-syntax.ts";

const UNIT_SQUARE = { x: 0, y: 0, width: 1, height: 1 };

/**
 * `undefined` when there is no picture that the screen can show. Without its mask a picture could hide the page below, so
 * it is left out then as well.
 */
export function readImageObject(object: XmlElement, context: DrawContext): DrawnItem | undefined {
  const { attributes } = object;
  const imageId = readImage(attributes["ResourceID"], context);
  const maskId = attributes["ImageMask"] === undefined ? undefined : readImage(attributes["ImageMask"], context);
  if (imageId === undefined || (attributes["ImageMask"] !== undefined && maskId === undefined)) return undefined;
  if (childNamed(object, "Border")) context.ledger.omit("UNSUPPORTED_IMAGE_BORDER", attributes["ID"]);
  const ctm = readMatrix(attributes["CTM"]) ?? fillingMatrix(object);
  return {
    kind: "image",
    ...readFrame(object, { box: UNIT_SQUARE, slack: 0 }, context.ledger, ctm),
    imageId,
    ...(maskId !== undefined && { maskId }),
  };
}

/** Without a CTM the picture would be a millimetre wide; it is meant to fill its boundary. */
function fillingMatrix(object: XmlElement): Matrix {
  const boundary = readBox(object.attributes["Boundary"]);
  return boundary ? [boundary.width, 0, 0, boundary.height, 0, 0] : [1, 0, 0, 1, 0, 0];
}

function readImage(resourceId: string | undefined, context: DrawContext): string | undefined {
  const media = context.resources.find("MultiMedia", resourceId);
  if (media) return context.blobs.imageOf(media.element, () => readMedia(media, context));
  context.ledger.omit("IMAGE_MISSING", resourceId);
  return undefined;
}

function readMedia(media: Resource, context: DrawContext): string | undefined {
  const location = childText(media.element, "MediaFile");
  const entry = context.reader.resolve(media.folder, location);
  const bytes = entry === undefined ? undefined : context.reader.bytes(entry);
  if (!bytes) {
    context.ledger.omit("IMAGE_MISSING", location ?? media.element.attributes["ID"]);
    return undefined;
  }
  const format = recognizePicture(bytes);
  if (format.kind === "other") {
    context.ledger.omit("UNSUPPORTED_IMAGE", entry);
    return undefined;
  }
  return context.blobs.addImage({ mediaType: format.mediaType, bytes });
}

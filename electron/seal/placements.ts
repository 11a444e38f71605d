/**
 * Where seals ask to be drawn: places from Signature.xml, the picture from the signed SESeal and from nowhere else. Only
 * signatures whose bytes hold together are drawn (Signature.xml, signature value, seal), and only on the document whose
 * root and pages they protect, never on another that somebody put around them; whether they are to be trusted
 * is in the report, under the same signature id.
 */
import { signatureFileOf } from "./answers/signature-view.ts";
import type { OfdSignatureFacts } from "./facts.ts";
import type { Box } from "./ofd/stamp.ts";

/** The same shape as `SealPlacement` of electron/drawing, which this folder may not import. */
export interface SealPlacement {
  readonly signatureId: string;
  readonly sealName: string;
  /** Page object ID of Document.xml. */
  readonly pageRef: string;
  /** Millimetres, page coordinates. */
  readonly boundary: Box;
  /** The visible part, relative to `boundary`. */
  readonly clip?: Box;
  /** `PNG`, `GIF`, `JPG`, `BMP`, `SVG` or `ofd`, in any letter case. */
  readonly pictureType: string;
  readonly picture: Uint8Array;
}

/** The document that is drawn; page ids of another one may be the same and mean other pages. */
const DRAWN_BODY = 0;

export function sealPlacements(signatures: readonly OfdSignatureFacts[]): readonly SealPlacement[] {
  return signatures.flatMap((signature) => {
    const { seal } = signature;
    const file = signatureFileOf(signature);
    const isBound =
      signature.dataHash === "same" && signature.signer?.answer === "valid" && seal?.maker.answer === "valid";
    const isOfDrawn = signature.listed.docBody === DRAWN_BODY && signature.openOwnDocument.length === 0;
    if (!file || !seal || !isBound || !isOfDrawn) return [];
    const { name, picture } = seal.seal;
    return file.stamps.map(({ pageRef, boundary, clip }) => ({
      signatureId: signature.id,
      sealName: name,
      pageRef,
      boundary,
      ...(clip && { clip }),
      pictureType: picture.type,
      picture: picture.bytes,
    }));
  });
}

/**
 * What all page objects share (CT_GraphicUnit, GB/T 33190-2016 §8.5): boundary, CTM, opacity, clips, visibility.
 * The object's CTM acts inside its boundary; what lies outside the boundary is cut off.
 */
import type { XmlElement } from "../seal/xml.ts";
import { readClips } from "./clip-regions.ts";
import type { Box, ClipRegion, Matrix } from "./drawing.ts";
import type { Ledger } from "./ledger.ts";
import { boxAfter, follow, grownBox, IDENTITY, isBoxInside, readMatrix, shift } from "./matrix.ts";
import { readAlpha, readBox, readFlag, roundTo4 } from "./value-syntax.ts";

/** The part of an item that is the same for every kind. */
export interface ItemFrame {
  readonly transform: Matrix;
  readonly bounds?: Box;
  readonly clips?: readonly ClipRegion[];
  readonly alpha?: number;
}

export interface Extent {
  /** Where the object paints, in its own coordinates before the CTM; `undefined` = not known, so it is always cut. */
  readonly box: Box | undefined;
  /** How far beyond the boundary painting is let through, in the object's own unit before the CTM. */
  readonly slack: number;
}

export function isVisible(object: XmlElement): boolean {
  return readFlag(object.attributes["Visible"], true);
}

/** The frame of an object with the given CTM (the object's own by default). */
export function readFrame(object: XmlElement, extent: Extent, ledger: Ledger, ctm?: Matrix): ItemFrame {
  const boundary = readBox(object.attributes["Boundary"]);
  const own = ctm ?? readMatrix(object.attributes["CTM"]) ?? IDENTITY;
  const transform = follow(own, boundary ? shift(boundary.x, boundary.y) : IDENTITY);
  const bounds = boundary && readBounds(boundary, extent, transform);
  const clips = readClips(object, ledger);
  const alpha = readAlpha(object.attributes["Alpha"]);
  return {
    transform: roundMatrix(transform),
    ...(bounds && { bounds }),
    ...(clips && { clips }),
    ...(alpha < 1 && { alpha }),
  };
}

/** The boundary as a cut, left out where nothing reaches beyond it: most objects need none, and each costs the painter. */
function readBounds(boundary: Box, { box, slack }: Extent, transform: Matrix): Box | undefined {
  const [a, b, c, d] = transform;
  const limit = grownBox(boundary, slack * Math.max(Math.hypot(a, b), Math.hypot(c, d)));
  if (box && isBoxInside(boxAfter(box, transform), grownBox(limit, 0.001))) return undefined;
  return {
    x: roundTo4(limit.x),
    y: roundTo4(limit.y),
    width: roundTo4(limit.width),
    height: roundTo4(limit.height),
  };
}

/** Scale and rotation keep more digits than places: they are multiplied with coordinates. */
function roundMatrix([a, b, c, d, e, f]: Matrix): Matrix {
  const fine = (value: number): number => Math.round(value * 1e8) / 1e8;
  return [fine(a), fine(b), fine(c), fine(d), roundTo4(e), roundTo4(f)];
}

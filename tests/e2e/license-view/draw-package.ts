/** From the bytes of an OFD file to its drawing, by the way the product goes: verified first, drawn from what was verified. */
import { drawOfd } from "../../../electron/drawing/draw-ofd.ts";
import type { Drawing } from "../../../electron/drawing/drawing.ts";
import { openContainer } from "../../../electron/seal/container/open.ts";
import { emptyTrustSet } from "../../../electron/seal/trust-set.ts";
import { type Examination, examineDocument } from "../../../electron/seal/verify.ts";

export interface DrawnPackage extends Examination {
  readonly drawing: Drawing;
}

/** No certificate is trusted here: places and pictures of seals only ask for intact signatures. */
export function drawPackage(file: Uint8Array): DrawnPackage {
  const examination = examineDocument(file, { trust: emptyTrustSet(), at: Date.UTC(2026, 0, 1) });
  const drawing = drawOfd(examination.entries, examination.placements, { openPackage });
  return { ...examination, drawing };
}

function openPackage(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> | undefined {
  const container = openContainer(bytes);
  return container.ok ? container.entries : undefined;
}

/** The photo of the card that named the open case's person: one at most, in memory only, overwritten when the case ends. */
import type { CardPhoto, PhotoGap } from "../../domain/person/photo.ts";

export type PhotoView = { readonly address: string } | { readonly gap: PhotoGap };

export interface PhotoKeep {
  /** In place of whatever was there; under an address of its own, so that no screen takes it for the one before. */
  keep(caseId: string, photo: CardPhoto): void;
  /** Undefined: no card was laid down for this case. */
  viewOf(caseId: string): PhotoView | undefined;
  pixelsAt(address: string): Uint8Array | undefined;
  clear(): void;
}

export function createPhotoKeep(): PhotoKeep {
  let kept: { readonly caseId: string; readonly address: string; readonly photo: CardPhoto } | undefined;
  let count = 0;
  const clear = () => {
    if (kept && "pixels" in kept.photo) kept.photo.pixels.fill(0);
    kept = undefined;
  };
  return {
    keep(caseId, photo) {
      clear();
      count += 1;
      kept = { caseId, address: `/photo/${caseId}-${count}`, photo };
    },
    viewOf(caseId) {
      if (kept?.caseId !== caseId) return undefined;
      const { photo, address } = kept;
      return "pixels" in photo ? { address } : { gap: photo.gap };
    },
    pixelsAt(address) {
      return kept?.address === address && "pixels" in kept.photo ? kept.photo.pixels : undefined;
    },
    clear,
  };
}

/** A seal as something to point at and to reach by keyboard; its picture is part of the page below. */
import type { ReactNode } from "react";
import type { Box } from "../../../electron/drawing/drawing.ts";
import type { LicenseViewLabels } from "./license-view-labels.ts";

export interface SealSpotProps {
  readonly sealName: string;
  readonly signatureId: string;
  /** The part that can be seen, in the page's own unit. */
  readonly part: Box;
  readonly page: { readonly width: number; readonly height: number };
  readonly labels: LicenseViewLabels;
  readonly onOpenSeal: ((signatureId: string) => void) | undefined;
}

export function SealSpot({ sealName, signatureId, part, page, labels, onOpenSeal }: SealSpotProps): ReactNode {
  const style = {
    left: `${(100 * part.x) / page.width}%`,
    top: `${(100 * part.y) / page.height}%`,
    width: `${(100 * part.width) / page.width}%`,
    height: `${(100 * part.height) / page.height}%`,
  };
  if (!onOpenSeal) {
    return <span className="license-view__seal" role="img" aria-label={labels.seal(sealName)} style={style} />;
  }
  return (
    <button
      type="button"
      className="license-view__seal"
      aria-label={labels.openSeal(sealName)}
      title={labels.openSeal(sealName)}
      style={style}
      onClick={() => onOpenSeal(signatureId)}
    />
  );
}

/** One page as a picture, in millimetres: paper, content, seals on top. It cannot be selected or clicked. */
import { memo, type ReactNode } from "react";
import type { DrawnPage } from "../../../electron/drawing/drawing.ts";
import { type PaintAssets, PaintedItems } from "./paint-items.tsx";
import { PaintedSeal } from "./paint-seal.tsx";

interface PagePictureProps {
  readonly page: DrawnPage;
  readonly id: string;
  readonly assets: PaintAssets;
  readonly label: string;
  readonly missingSealText: string;
}

/** Remembered, because a page may hold thousands of elements and the view around it changes with focus and zoom. */
export const PagePicture = memo(function PagePicture(props: PagePictureProps): ReactNode {
  const { page, id, assets, label, missingSealText } = props;
  return (
    <svg className="license-view__page" viewBox={`0 0 ${page.widthMm} ${page.heightMm}`} role="img" aria-label={label}>
      <rect className="license-view__paper" width={page.widthMm} height={page.heightMm} />
      <PaintedItems items={page.items} id={`${id}-i`} assets={assets} />
      {page.seals.map((seal, index) => (
        <PaintedSeal
          // biome-ignore lint/suspicious/noArrayIndexKey: seals never move within a page
          key={index}
          seal={seal}
          id={`${id}-s${index}`}
          assets={assets}
          missingText={missingSealText}
        />
      ))}
    </svg>
  );
});

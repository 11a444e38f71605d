/** The impression of a seal on its page, cut to the visible part where it runs over several pages (骑缝章). */
import type { ReactNode } from "react";
import type { Box, DrawnSeal } from "../../../electron/drawing/drawing.ts";
import { type PaintAssets, PaintedItems } from "./paint-items.tsx";
import { BoxClip, reference } from "./paint-references.tsx";

interface SealProps {
  readonly seal: DrawnSeal;
  readonly id: string;
  readonly assets: PaintAssets;
  readonly missingText: string;
}

export function PaintedSeal({ seal, id, assets, missingText }: SealProps): ReactNode {
  const { boundary, clip } = seal;
  const picture = <SealPicture seal={seal} id={id} assets={assets} missingText={missingText} />;
  if (!clip) return picture;
  const visible = { ...clip, x: boundary.x + clip.x, y: boundary.y + clip.y };
  return (
    <>
      <BoxClip box={visible} id={`${id}v`} />
      <g clipPath={reference(`${id}v`)}>{picture}</g>
    </>
  );
}

function SealPicture({ seal, id, assets, missingText }: SealProps): ReactNode {
  const { boundary, picture } = seal;
  switch (picture.kind) {
    case "image":
      return (
        <image
          className={picture.isOpaque ? "license-view__ink" : undefined}
          href={assets.imageUrl(picture.imageId)}
          {...boundary}
          preserveAspectRatio="none"
          onError={() => assets.onBroken(picture.imageId)}
        />
      );
    case "page":
      return (
        <svg
          className="license-view__seal-page"
          {...boundary}
          viewBox={`0 0 ${picture.widthMm} ${picture.heightMm}`}
          preserveAspectRatio="none"
          aria-hidden="true"
        >
          <PaintedItems items={picture.items} id={id} assets={assets} />
        </svg>
      );
    case "none":
      return <MissingPicture boundary={boundary} text={missingText} />;
  }
}

function MissingPicture({ boundary, text }: { boundary: Box; text: string }): ReactNode {
  const size = Math.min(4, (0.88 * boundary.width) / Math.max(1, text.length), boundary.height / 2);
  return (
    <g className="license-view__missing-seal">
      <rect {...boundary} />
      <text
        x={boundary.x + boundary.width / 2}
        y={boundary.y + boundary.height / 2}
        fontSize={size}
        textAnchor="middle"
        dominantBaseline="central"
      >
        {text}
      </text>
    </g>
  );
}

/** The part of a seal that can be seen on a page of this size; `undefined` when it lies beside the page. */
export function visiblePart(
  { boundary, clip }: DrawnSeal,
  page: { widthMm: number; heightMm: number },
): Box | undefined {
  const left = Math.max(0, boundary.x, clip ? boundary.x + clip.x : 0);
  const top = Math.max(0, boundary.y, clip ? boundary.y + clip.y : 0);
  const right = Math.min(page.widthMm, boundary.x + boundary.width, clip ? boundary.x + clip.x + clip.width : Infinity);
  const bottom = Math.min(
    page.heightMm,
    boundary.y + boundary.height,
    clip ? boundary.y + clip.y + clip.height : Infinity,
  );
  return right > left && bottom > top ? { x: left, y: top, width: right - left, height: bottom - top } : undefined;
}

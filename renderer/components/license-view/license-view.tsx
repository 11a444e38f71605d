/**
 * Shows one page of a verified license exactly as drawn by the host, with its seals as the topmost layer and, where the
 * screen wants it, as the way to their evidence. It says so when something could not be shown as in the original.
 */
import { type CSSProperties, type ReactNode, useCallback, useId, useMemo, useState } from "react";
import type { DrawnPage, DrawnSeal, ScreenDrawing } from "../../../electron/drawing/drawing.ts";
import { useEmbeddedFonts } from "./embedded-fonts.ts";
import "./license-view.css";
import { type LicenseViewLabels, licenseViewLabels } from "./license-view-labels.ts";
import { PagePicture } from "./page-picture.tsx";
import type { PaintAssets } from "./paint-items.tsx";
import { visiblePart } from "./paint-seal.tsx";
import { SealSpot, type SealSpotProps } from "./seal-spot.tsx";

export interface LicenseViewProps {
  readonly drawing: ScreenDrawing;
  /** Where the bytes of a blob are found; must stay the same function while the drawing is the same. */
  readonly blobUrl: (blobId: string) => string;
  /** From 0. */
  readonly page: number;
  /** `"fit"` shows the whole page in the room there is; 1 is the size on paper. */
  readonly zoom: "fit" | number;
  readonly onOpenSeal?: (signatureId: string) => void;
  readonly labels?: LicenseViewLabels;
}

export function LicenseView(props: LicenseViewProps): ReactNode {
  const { drawing, blobUrl, page: pageIndex, zoom, onOpenSeal, labels = licenseViewLabels.zh } = props;
  const id = `lv${useId().replace(/\W/g, "")}`;
  const { assets, brokenCount } = usePaintAssets(drawing, blobUrl);
  const page = drawing.pages[pageIndex];
  const missing = drawing.omissions.length + brokenCount;
  return (
    <div className="license-view" data-zoom={zoom === "fit" ? "fit" : "fixed"}>
      {page ? (
        // A page larger than the view is scrolled, with the keyboard too.
        <div className="license-view__stage" {...(zoom !== "fit" && { tabIndex: 0 })}>
          <div className="license-view__sheet" style={sheetSize(page, zoom)}>
            <PagePicture
              page={page}
              id={id}
              assets={assets}
              label={labels.page(pageIndex + 1, drawing.pages.length)}
              missingSealText={labels.sealPictureMissing}
            />
            {page.seals.map((seal, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: seals never move within a page
              <DrawnSealSpot key={index} seal={seal} page={page} labels={labels} onOpenSeal={onOpenSeal} />
            ))}
          </div>
        </div>
      ) : (
        <p className="license-view__empty">{labels.noSuchPage}</p>
      )}
      {missing > 0 && (
        <p className="license-view__notice" role="status">
          {labels.incomplete(missing)}
        </p>
      )}
    </div>
  );
}

/** Pictures and fonts of a drawing, and how many of them the window could not use. */
function usePaintAssets(drawing: ScreenDrawing, blobUrl: (blobId: string) => string) {
  const [broken, setBroken] = useState<{ drawing: ScreenDrawing; ids: ReadonlySet<string> }>({
    drawing,
    ids: new Set(),
  });
  const onBroken = useCallback(
    (assetId: string) =>
      setBroken((known) => ({
        drawing,
        ids: new Set(known.drawing === drawing ? [...known.ids, assetId] : [assetId]),
      })),
    [drawing],
  );
  const familiesOf = useEmbeddedFonts(drawing.fonts, blobUrl, onBroken);
  const assets = useMemo((): PaintAssets => {
    const imageUrl = (imageId: string): string | undefined => {
      const blobId = Object.hasOwn(drawing.images, imageId) ? drawing.images[imageId] : undefined;
      return blobId === undefined ? undefined : blobUrl(blobId);
    };
    return { imageUrl, familiesOf, onBroken };
  }, [drawing, blobUrl, familiesOf, onBroken]);
  return { assets, brokenCount: broken.drawing === drawing ? broken.ids.size : 0 };
}

interface DrawnSealSpotProps extends Pick<SealSpotProps, "labels" | "onOpenSeal"> {
  readonly seal: DrawnSeal;
  readonly page: DrawnPage;
}

function DrawnSealSpot({ seal, page, ...rest }: DrawnSealSpotProps): ReactNode {
  const part = visiblePart(seal, page);
  const size = { width: page.widthMm, height: page.heightMm };
  return part && <SealSpot sealName={seal.sealName} signatureId={seal.signatureId} part={part} page={size} {...rest} />;
}

/** Set as style properties by script, which a strict content policy allows. */
function sheetSize(page: DrawnPage, zoom: "fit" | number): CSSProperties {
  const size: Record<string, string | number> = {
    "--page-width": page.widthMm,
    "--page-height": page.heightMm,
    "--page-zoom": zoom === "fit" ? 1 : zoom,
  };
  return size as CSSProperties;
}

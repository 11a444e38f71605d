/**
 * Shows one page of a verified PDF, with its seals as the way to their evidence. Loaded when the first PDF is looked at. What
 * cannot be painted whole is not shown, and it is said so.
 */
import { type CSSProperties, type ReactNode, useRef } from "react";
import type { Box, PdfSealSpot, ScreenPdf } from "../../../electron/drawing/drawing.ts";
import { type LicenseViewLabels, licenseViewLabels } from "./license-view-labels.ts";
import type { PDFPageProxy } from "./pdf-engine.ts";
import { usePainting, usePdf, usePdfPage } from "./pdf-hooks.ts";
import { SealSpot } from "./seal-spot.tsx";

export interface PdfViewProps {
  readonly pdf: ScreenPdf;
  /** Where its bytes are found. */
  readonly url: string;
  /** From 0. */
  readonly page: number;
  /** `"fit"` shows the whole page in the room there is; 1 is the size on paper. */
  readonly zoom: "fit" | number;
  /** Shown until the first page is there. */
  readonly waiting: ReactNode;
  readonly onOpenSeal?: (signatureId: string) => void;
  readonly labels?: LicenseViewLabels;
}

export function PdfView(props: PdfViewProps): ReactNode {
  const { pdf, url, page: pageIndex, zoom, waiting, labels = licenseViewLabels.zh } = props;
  const page = usePdfPage(usePdf(url, pdf.pageCount), pageIndex);
  if (page.state === "waiting") return waiting;
  return (
    <div className="license-view" data-zoom={zoom === "fit" ? "fit" : "fixed"}>
      {page.state === "there" ? (
        <Sheet key={pageIndex} {...props} labels={labels} content={page.value} />
      ) : (
        <p className="license-view__empty">{labels.cannotPaint}</p>
      )}
      {pdf.isEarlierRevision && (
        <p className="license-view__notice" role="status">
          {labels.earlierRevision}
        </p>
      )}
    </div>
  );
}

type SheetProps = PdfViewProps & { readonly labels: LicenseViewLabels; readonly content: PDFPageProxy };

function Sheet({ pdf, page: pageIndex, zoom, onOpenSeal, labels, content }: SheetProps): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const painting = usePainting(place, content);
  if (painting === "broken") return <p className="license-view__empty">{labels.cannotPaint}</p>;
  const { width, height } = content.getViewport({ scale: 1 });
  return (
    <div className="license-view__stage" {...(zoom !== "fit" && { tabIndex: 0 })}>
      <div className="license-view__sheet" style={sheetSize({ width, height }, zoom)}>
        <div
          className="license-view__canvas"
          ref={place}
          role="img"
          aria-label={labels.page(pageIndex + 1, pdf.pageCount)}
          aria-busy={painting === "painting"}
        />
        {pdf.seals.map((seal) => {
          const part = seal.pageIndex === pageIndex ? visiblePart(seal, content) : undefined;
          return (
            part && (
              <SealSpot
                key={seal.signatureId}
                {...seal}
                part={part}
                page={{ width, height }}
                labels={labels}
                onOpenSeal={onOpenSeal}
              />
            )
          );
        })}
      </div>
    </div>
  );
}

/** The page may be turned and cut; a seal beside what is shown of it has no place. */
function visiblePart({ rect }: PdfSealSpot, page: PDFPageProxy): Box | undefined {
  const viewport = page.getViewport({ scale: 1 });
  const [ax, ay] = viewport.convertToViewportPoint(rect.left, rect.bottom) as [number, number];
  const [bx, by] = viewport.convertToViewportPoint(rect.right, rect.top) as [number, number];
  const left = Math.max(0, Math.min(ax, bx));
  const top = Math.max(0, Math.min(ay, by));
  const width = Math.min(viewport.width, Math.max(ax, bx)) - left;
  const height = Math.min(viewport.height, Math.max(ay, by)) - top;
  return width > 0 && height > 0 ? { x: left, y: top, width, height } : undefined;
}

const MM_PER_POINT = 25.4 / 72;

/** Set as style properties by script, which a strict content policy allows. */
function sheetSize({ width, height }: { width: number; height: number }, zoom: "fit" | number): CSSProperties {
  const size: Record<string, string | number> = {
    "--page-width": width * MM_PER_POINT,
    "--page-height": height * MM_PER_POINT,
    "--page-zoom": zoom === "fit" ? 1 : zoom,
  };
  return size as CSSProperties;
}

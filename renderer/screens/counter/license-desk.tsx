/** The license as it was signed, lying on the desk; or in plain words why there is none to see. */
import { ChevronLeft, ChevronRight, FileLock2, FileSearch, Maximize, ZoomIn } from "lucide-react";
import { lazy, type ReactNode, Suspense, useCallback } from "react";
import type { LicenseView, MaterialView } from "../../../electron/contract/counter.ts";
import { Blank } from "../../components/blank.tsx";
import { IconButton } from "../../components/icon-button.tsx";
import { LicenseView as LicensePainting } from "../../components/license-view/license-view.tsx";
import { licenseViewLabels } from "../../components/license-view/license-view-labels.ts";
import { useDesk } from "../../state/desk-store.ts";
import { type OpenedLicense, pageCount, useLicenses } from "../../state/license-store.ts";
import { faultText } from "../../strings/sentences.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { notShownText } from "./not-shown.ts";
import { PaperGuide } from "./paper-guide.tsx";
import { runAction } from "./run-action.ts";
import { SheetSkeleton } from "./sheet-skeleton.tsx";

export interface LicenseDeskProps {
  readonly material: MaterialView | undefined;
  readonly license: LicenseView | undefined;
}

export function LicenseDesk({ material, license }: LicenseDeskProps): ReactNode {
  const strings = useStrings();
  return (
    <section className="desk" aria-label={strings.license.view}>
      {license ? <LicenseSheet license={license} /> : <NoLicense material={material} />}
    </section>
  );
}

function NoLicense({ material }: Pick<LicenseDeskProps, "material">): ReactNode {
  const strings = useStrings();
  if (material?.proposal.kind === "pending") {
    return <SheetSkeleton caption={material.licenseTypeNames.join(" / ")} />;
  }
  if (material) return <PaperGuide material={material} />;
  return <Blank icon={FileSearch} title={strings.license.nothing} hint={strings.license.nothingHint} />;
}

function LicenseSheet({ license }: { readonly license: LicenseView }): ReactNode {
  const strings = useStrings();
  const opened = useLicenses((licenses) => licenses.opened[license.licenseId]);
  const opening = useLicenses((licenses) => licenses.openings[license.licenseId]);
  if (opened?.drawing || opened?.pdf) return <Painting key={license.licenseId} opened={opened} />;
  if (opened) {
    const text = notShownText(opened.report, strings);
    return <Blank icon={FileLock2} title={text.title} hint={text.hint} />;
  }
  if (opening?.state === "failed") {
    const text = faultText(opening.fault, strings);
    return <Blank icon={FileLock2} title={text.what} hint={`${text.why} ${text.next}`} />;
  }
  return <SheetSkeleton caption={license.verdict ? strings.license.opening : strings.verdict.verifying} />;
}

/** Its own part of the bundle: most licenses are OFD, and the counter must not start later for the others. */
const PdfPainting = lazy(() =>
  import("../../components/license-view/pdf-view.tsx").then(({ PdfView }) => ({ default: PdfView })),
);

function Painting({ opened }: { readonly opened: OpenedLicense }): ReactNode {
  const strings = useStrings();
  const { page, zoom, showSeal } = useDesk();
  const { blobBase, drawing, pdf } = opened;
  const blobUrl = useCallback((blobId: string) => `${blobBase}${encodeURIComponent(blobId)}`, [blobBase]);
  const shared = { page, zoom, onOpenSeal: showSeal, labels: licenseViewLabels[strings.tongue] };
  const waiting = <SheetSkeleton caption={strings.license.opening} />;
  return (
    <>
      {drawing && <LicensePainting drawing={drawing} blobUrl={blobUrl} {...shared} />}
      {pdf && (
        <Suspense fallback={waiting}>
          <PdfPainting pdf={pdf} url={blobUrl(pdf.blobId)} waiting={waiting} {...shared} />
        </Suspense>
      )}
      <DeskTools pages={pageCount(opened)} />
    </>
  );
}

function DeskTools({ pages }: { readonly pages: number }): ReactNode {
  const strings = useStrings();
  const { page, zoom } = useDesk();
  return (
    <div className="desk__tools">
      {pages > 1 && (
        <>
          <IconButton
            icon={ChevronLeft}
            label={strings.license.previousPage}
            keyName="PageUp"
            isDisabled={page === 0}
            onPress={() => runAction("previous-page")}
          />
          <span className="desk__page">{strings.license.page(page + 1, pages)}</span>
          <IconButton
            icon={ChevronRight}
            label={strings.license.nextPage}
            keyName="PageDown"
            isDisabled={page >= pages - 1}
            onPress={() => runAction("next-page")}
          />
        </>
      )}
      <IconButton
        icon={zoom === "fit" ? ZoomIn : Maximize}
        label={zoom === "fit" ? strings.license.actual : strings.license.fit}
        keyName="Z"
        onPress={() => runAction("zoom")}
      />
    </div>
  );
}

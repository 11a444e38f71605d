/** The middle and right of a case: the verdict over the license, the license on the desk, facts and evidence beside it. */
import { type ReactNode, useEffect } from "react";
import type { CaseView, LicenseView } from "../../../electron/contract/counter.ts";
import { useDesk } from "../../state/desk-store.ts";
import { useLicenses } from "../../state/license-store.ts";
import { licenseIdOf } from "../../state/selection.ts";
import { Inspector } from "./inspector.tsx";
import { LicenseDesk } from "./license-desk.tsx";
import { VerdictBanner } from "./verdict-banner.tsx";

export function CaseStage({ open }: { readonly open: CaseView }): ReactNode {
  const selected = useDesk((desk) => desk.selectedMaterial);
  const material = open.materials.find(({ id }) => id === selected);
  const license = licenseOf(open, licenseIdOf(material));
  const licenseId = license?.licenseId;
  const isVerified = license?.verdict !== undefined;
  useEffect(() => {
    if (licenseId !== undefined && isVerified) void useLicenses.getState().open(licenseId);
  }, [licenseId, isVerified]);
  return (
    <section className="stage stage--case">
      {material && <VerdictBanner material={material} open={open} license={license} />}
      <div className="stage__desk">
        <LicenseDesk material={material} license={license} />
        <Inspector license={license} material={material} />
      </div>
    </section>
  );
}

function licenseOf(open: CaseView, licenseId: string | undefined): LicenseView | undefined {
  return open.licenses.find((license) => license.licenseId === licenseId);
}

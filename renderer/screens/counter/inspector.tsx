/** Beside the license: what it says, and what the verdict rests on. On a wide screen both, else one of the two. */
import { ListChecks, ScrollText } from "lucide-react";
import type { ReactNode } from "react";
import type { LicenseView, MaterialView } from "../../../electron/contract/counter.ts";
import { KeyCap } from "../../components/key-cap.tsx";
import { useDesk } from "../../state/desk-store.ts";
import { useLicenses } from "../../state/license-store.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { Evidence } from "./evidence.tsx";
import { LicenseFacts } from "./license-facts.tsx";
import { MaterialFacts } from "./material-facts.tsx";
import { runAction } from "./run-action.ts";

export interface InspectorProps {
  readonly license: LicenseView | undefined;
  readonly material: MaterialView | undefined;
}

export function Inspector({ license, material }: InspectorProps): ReactNode {
  const isEvidenceOpen = useDesk((desk) => desk.isEvidenceOpen);
  const opened = useLicenses(({ opened: all }) => (license ? all[license.licenseId] : undefined));
  if (!license) return <aside className="inspector">{material && <MaterialFacts material={material} />}</aside>;
  return (
    <aside className="inspector" data-shown={isEvidenceOpen ? "evidence" : "facts"}>
      <Tabs isEvidenceOpen={isEvidenceOpen} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="inspector__facts" tabIndex={0}>
        <LicenseFacts license={license} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="inspector__evidence" tabIndex={0}>
        <Evidence license={license} opened={opened} />
      </div>
    </aside>
  );
}

function Tabs({ isEvidenceOpen }: { readonly isEvidenceOpen: boolean }): ReactNode {
  const strings = useStrings();
  const press = (isFor: boolean) => isFor !== isEvidenceOpen && runAction("evidence");
  return (
    <div className="tabs">
      <button
        type="button"
        className="tabs__one"
        aria-pressed={!isEvidenceOpen}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => press(false)}
      >
        <ScrollText size="1.1em" aria-hidden="true" />
        {strings.license.facts}
      </button>
      <button
        type="button"
        className="tabs__one"
        aria-pressed={isEvidenceOpen}
        aria-keyshortcuts="V"
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => press(true)}
      >
        <ListChecks size="1.1em" aria-hidden="true" />
        {strings.license.evidence}
        <KeyCap name="V" />
      </button>
    </div>
  );
}

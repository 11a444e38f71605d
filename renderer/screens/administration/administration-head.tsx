/** The top of a screen under tabs: the tabs, what the screen is for, and what can be done on it. */
import type { ReactNode } from "react";
import type { Place } from "../../state/areas.ts";
import { AdministrationTabs } from "./administration-tabs.tsx";

interface AdministrationHeadProps {
  readonly open: Place;
  readonly hint: string;
  readonly children?: ReactNode;
}

export function AdministrationHead({ open, hint, children }: AdministrationHeadProps): ReactNode {
  return (
    <div className="administration__head">
      <AdministrationTabs open={open} />
      <span className="administration__hint">{hint}</span>
      {children}
    </div>
  );
}

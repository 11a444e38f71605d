/** A sheet that is still on its way. */
import type { ReactNode } from "react";

export function SheetSkeleton({ caption }: { readonly caption: string }): ReactNode {
  return (
    <div className="sheet-skeleton" role="status">
      <svg viewBox="0 0 280 198" aria-hidden="true" focusable="false">
        <rect className="sheet-skeleton__paper" x="1" y="1" width="278" height="196" rx="3" />
        <g className="sheet-skeleton__ink">
          <rect x="90" y="22" width="100" height="12" rx="3" />
          <rect x="32" y="56" width="40" height="7" rx="2" />
          <rect x="82" y="56" width="110" height="7" rx="2" />
          <rect x="32" y="76" width="40" height="7" rx="2" />
          <rect x="82" y="76" width="78" height="7" rx="2" />
          <rect x="32" y="96" width="40" height="7" rx="2" />
          <rect x="82" y="96" width="130" height="7" rx="2" />
          <rect x="32" y="116" width="40" height="7" rx="2" />
          <rect x="82" y="116" width="92" height="7" rx="2" />
          <circle cx="218" cy="146" r="26" />
          <rect x="32" y="164" width="70" height="6" rx="2" />
        </g>
      </svg>
      <p className="sheet-skeleton__caption">{caption}</p>
    </div>
  );
}

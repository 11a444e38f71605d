/** Rows that scroll in the rest of the screen, with a line below them that does not. */
import type { ReactNode } from "react";

interface RowsPaneProps {
  readonly label: string;
  readonly foot?: ReactNode;
  readonly children: ReactNode;
}

export function RowsPane({ label, foot, children }: RowsPaneProps): ReactNode {
  return (
    <div className="administration__tables administration__tables--whole">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="administration__scroll" tabIndex={0} aria-label={label}>
        {children}
      </section>
      {foot !== undefined && <p className="administration__foot">{foot}</p>}
    </div>
  );
}

/** Where there is nothing to show, why, and what would bring something. */
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

export interface BlankProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly hint?: string;
  readonly children?: ReactNode;
}

export function Blank({ icon: Icon, title, hint, children }: BlankProps): ReactNode {
  return (
    <div className="blank">
      <span className="blank__disc">
        <Icon size="1.7em" strokeWidth={1.6} aria-hidden="true" />
      </span>
      <p className="blank__title">{title}</p>
      {hint && <p className="blank__hint">{hint}</p>}
      {children}
    </div>
  );
}

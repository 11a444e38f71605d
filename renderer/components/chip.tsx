/** A word with a tint: a state that is not a verdict. */
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

export type ChipTone = "neutral" | "accent" | "good" | "warn" | "bad" | "outline";

export interface ChipProps {
  readonly children: ReactNode;
  readonly tone?: ChipTone;
  readonly icon?: LucideIcon;
}

export function Chip({ children, tone = "neutral", icon: Icon }: ChipProps): ReactNode {
  return (
    <span className="chip" data-tone={tone}>
      {Icon && <Icon size="1.05em" strokeWidth={2.1} aria-hidden="true" />}
      {children}
    </span>
  );
}

/** Time left as a ring with the figure inside. */
import type { ReactNode } from "react";
import { countdown } from "../strings/format.ts";

export interface CountdownRingProps {
  readonly leftMs: number;
  readonly totalMs: number;
  readonly label: string;
}

const LENGTH = 2 * Math.PI * 44;

export function CountdownRing({ leftMs, totalMs, label }: CountdownRingProps): ReactNode {
  const part = Math.min(1, Math.max(0, leftMs / totalMs));
  return (
    <div className="ring" role="timer" aria-label={label}>
      <svg viewBox="0 0 100 100" aria-hidden="true" focusable="false">
        <circle className="ring__track" cx="50" cy="50" r="44" />
        <circle
          className="ring__part"
          cx="50"
          cy="50"
          r="44"
          strokeDasharray={`${(part * LENGTH).toFixed(2)} ${LENGTH.toFixed(2)}`}
        />
      </svg>
      <span className="ring__figure">{countdown(leftMs)}</span>
    </div>
  );
}

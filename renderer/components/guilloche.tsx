/** A guilloche rosette, the fine line pattern that licenses are printed on; here as quiet ornament. */
import { memo, type ReactNode } from "react";

interface Ring {
  readonly radius: number;
  readonly swing: number;
  readonly lobes: number;
  /** Turned copies of the same line; they cross into a braid. */
  readonly lines: number;
}

const RINGS: readonly Ring[] = [
  { radius: 88, swing: 56, lobes: 7, lines: 14 },
  { radius: 196, swing: 34, lobes: 18, lines: 6 },
  { radius: 262, swing: 30, lobes: 24, lines: 6 },
  { radius: 345, swing: 46, lobes: 30, lines: 8 },
];

const STEPS = 900;

function linePath({ radius, swing, lobes, lines }: Ring, line: number): string {
  const phase = (2 * Math.PI * line) / lines;
  const points: string[] = [];
  for (let step = 0; step < STEPS; step++) {
    const angle = (2 * Math.PI * step) / STEPS;
    const r = radius + swing * Math.cos(lobes * angle + phase);
    points.push(`${(400 + r * Math.cos(angle)).toFixed(1)} ${(400 + r * Math.sin(angle)).toFixed(1)}`);
  }
  return `M${points.join("L")}Z`;
}

const PATHS = RINGS.flatMap((ring) => Array.from({ length: ring.lines }, (_, line) => linePath(ring, line)));

export const Guilloche = memo(function Guilloche({ className }: { readonly className?: string }): ReactNode {
  return (
    <svg className={`guilloche ${className ?? ""}`} viewBox="0 0 800 800" aria-hidden="true" focusable="false">
      {PATHS.map((d) => (
        <path key={d.slice(0, 60)} d={d} fill="none" stroke="currentColor" strokeWidth="0.7" />
      ))}
    </svg>
  );
});

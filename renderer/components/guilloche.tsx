/** A guilloche rosette, the fine line pattern that licenses are printed on; here as quiet ornament. */
import { memo, type ReactNode } from "react";

interface Wave {
  readonly radius: number;
  readonly swing: number;
  readonly lobes: number;
  readonly lines: number;
}

const WAVES: readonly Wave[] = [
  { radius: 150, swing: 34, lobes: 12, lines: 9 },
  { radius: 250, swing: 46, lobes: 18, lines: 10 },
  { radius: 352, swing: 40, lobes: 30, lines: 8 },
];

const STEPS = 720;

function wavePath({ radius, swing, lobes, lines }: Wave, line: number): string {
  const phase = (2 * Math.PI * line) / lines;
  const points: string[] = [];
  for (let step = 0; step <= STEPS; step++) {
    const angle = (2 * Math.PI * step) / STEPS;
    const r = radius + swing * Math.sin(lobes * angle + phase) * Math.cos(3 * angle + phase / 2);
    points.push(`${(400 + r * Math.cos(angle)).toFixed(1)} ${(400 + r * Math.sin(angle)).toFixed(1)}`);
  }
  return `M${points.join("L")}Z`;
}

const PATHS = WAVES.flatMap((wave) => Array.from({ length: wave.lines }, (_, line) => wavePath(wave, line)));

export const Guilloche = memo(function Guilloche({ className }: { readonly className?: string }): ReactNode {
  return (
    <svg className={`guilloche ${className ?? ""}`} viewBox="0 0 800 800" aria-hidden="true" focusable="false">
      {PATHS.map((d) => (
        <path key={d.slice(0, 40)} d={d} fill="none" stroke="currentColor" strokeWidth="0.8" />
      ))}
    </svg>
  );
});

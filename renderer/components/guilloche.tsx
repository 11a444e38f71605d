/** A guilloche rosette, the fine line pattern that licenses are printed on; here as quiet ornament. */
import { memo, type ReactNode, useLayoutEffect, useRef } from "react";
import { drawnRosette } from "./rosette.ts";

/** In the text color of its class. `hollow`: it fades out towards its middle, where something is to be read. */
export const Guilloche = memo(function Guilloche({
  className,
  hollow = false,
}: {
  readonly className: string;
  readonly hollow?: boolean;
}): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const drawn = canvas.current;
    if (!drawn) return undefined;
    // Told before the first frame, and again when the window or its resolution changes.
    const observer = new ResizeObserver(([entry]) => {
      if (entry) fill(drawn, Math.round(entry.contentRect.width * devicePixelRatio), hollow);
    });
    observer.observe(drawn, { box: "device-pixel-content-box" });
    return () => observer.disconnect();
  }, [hollow]);
  return (
    <div className={`guilloche ${className}`} aria-hidden="true">
      <canvas ref={canvas} />
    </div>
  );
});

function fill(canvas: HTMLCanvasElement, side: number, isHollow: boolean): void {
  if (side === 0 || canvas.width === side) return;
  canvas.width = side;
  canvas.height = side;
  const { color } = getComputedStyle(canvas);
  canvas.getContext("2d")?.drawImage(drawnRosette({ side, color, lineWidth: 0.7 * devicePixelRatio, isHollow }), 0, 0);
}

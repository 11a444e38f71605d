/** Gradients and clip paths of one item: SVG reaches both by id, so each stands beside the item that uses it. */
import type { ReactNode } from "react";
import type { Box, ClipRegion, Matrix, Paint } from "../../../electron/drawing/drawing.ts";

export function matrixAttribute(matrix: Matrix): string | undefined {
  const [a, b, c, d, e, f] = matrix;
  if (a === 1 && b === 0 && c === 0 && d === 1) return e === 0 && f === 0 ? undefined : `translate(${e} ${f})`;
  return `matrix(${matrix.join(" ")})`;
}

export function reference(id: string): string {
  return `url(#${id})`;
}

/** Value of `fill` or `stroke`. Gradients are defined by `GradientOf` under the same id. */
export function paintValue(paint: Paint | undefined, id: string): string {
  return paint === undefined ? "none" : paint.kind === "solid" ? paint.color : reference(id);
}

/** Value of `fill-opacity` or `stroke-opacity`; gradients carry theirs in their stops. */
export function paintOpacity(paint: Paint | undefined): number | undefined {
  return paint?.kind === "solid" && paint.alpha < 1 ? paint.alpha : undefined;
}

export function GradientOf({ paint, id }: { paint: Paint | undefined; id: string }): ReactNode {
  if (paint === undefined || paint.kind === "solid") return null;
  const stops = paint.stops.map((stop, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: stops never move within a gradient
    <stop key={index} offset={stop.offset} stopColor={stop.color} stopOpacity={stop.alpha} />
  ));
  const shared = { id, gradientUnits: "userSpaceOnUse", spreadMethod: paint.spread } as const;
  if (paint.kind === "linear") {
    const [[x1, y1], [x2, y2]] = [paint.from, paint.to];
    return (
      <linearGradient {...shared} x1={x1} y1={y1} x2={x2} y2={y2}>
        {stops}
      </linearGradient>
    );
  }
  return (
    <radialGradient
      {...shared}
      cx={paint.center[0]}
      cy={paint.center[1]}
      r={paint.radius}
      fx={paint.focus[0]}
      fy={paint.focus[1]}
      fr={paint.focusRadius}
      gradientTransform={paint.transform && matrixAttribute(paint.transform)}
    >
      {stops}
    </radialGradient>
  );
}

export function BoxClip({ box, id }: { box: Box; id: string }): ReactNode {
  return (
    <clipPath id={id}>
      <rect x={box.x} y={box.y} width={box.width} height={box.height} />
    </clipPath>
  );
}

/** The union of a region's areas; a region without any hides everything. */
export function RegionClip({ region, id }: { region: ClipRegion; id: string }): ReactNode {
  return (
    <clipPath id={id}>
      {region.areas.map((area, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: areas never move within a region
        <path key={index} d={area.d} clipRule={area.rule} transform={matrixAttribute(area.transform)} />
      ))}
    </clipPath>
  );
}

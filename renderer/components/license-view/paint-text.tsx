/** Text of a license: every glyph at its own place, turned and scaled, in the embedded font or its stand-ins. */
import type { ReactNode, SVGProps } from "react";
import type { GlyphRun, Matrix, TextItem } from "../../../electron/drawing/drawing.ts";
import { matrixAttribute, paintOpacity, paintValue } from "./paint-references.tsx";

interface TextProps {
  readonly item: TextItem;
  readonly id: string;
  /** CSS value of font-family. */
  readonly families: string;
  readonly strokeProps: SVGProps<SVGTextElement>;
}

export function PaintedText({ item, id, families, strokeProps }: TextProps): ReactNode {
  const shared: SVGProps<SVGTextElement> = {
    fontFamily: families,
    fontSize: item.sizeMm,
    fontWeight: item.weight === 400 ? undefined : item.weight,
    fontStyle: item.italic ? "italic" : undefined,
    fill: paintValue(item.fill, `${id}f`),
    fillOpacity: paintOpacity(item.fill),
    ...strokeProps,
  };
  const isTurnedAndScaled = item.charDirection !== 0 && item.hScale !== 1;
  return item.runs.map((run, index) =>
    isTurnedAndScaled ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: runs never move within a text
      <SingleGlyphs key={index} run={run} item={item} shared={shared} />
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: runs never move within a text
      <GlyphLine key={index} run={run} item={item} shared={shared} />
    ),
  );
}

interface RunProps {
  readonly run: GlyphRun;
  readonly item: TextItem;
  readonly shared: SVGProps<SVGTextElement>;
}

/** The ordinary case: one element with lists of places. A narrowed text is set in narrowed coordinates. */
function GlyphLine({ run, item, shared }: RunProps): ReactNode {
  const scale: Matrix = [item.hScale, 0, 0, 1, 0, 0];
  return (
    <text
      {...shared}
      x={run.xs.map((x) => shortNumber(x / item.hScale)).join(" ")}
      y={sharedPlace(run.ys)}
      rotate={item.charDirection === 0 ? undefined : item.charDirection}
      transform={matrixAttribute(scale)}
    >
      {item.isHalfWidth ? <HalfWidthLatin text={run.text} /> : run.text}
    </text>
  );
}

/** Only the Latin characters: the feature would halve full-width punctuation too. Places are counted across the parts. */
function HalfWidthLatin({ text }: { text: string }): ReactNode {
  return text.split(/([!-~]+)/).map((part, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts never move within a text
      <tspan key={index} className="license-view__half-width">
        {part}
      </tspan>
    ) : (
      part
    ),
  );
}

/** Glyphs are narrowed first and turned after, which one element for all cannot say. */
function SingleGlyphs({ run, item, shared }: RunProps): ReactNode {
  return Array.from(run.text, (glyph, index) => (
    <text
      // biome-ignore lint/suspicious/noArrayIndexKey: glyphs never move within a run
      key={index}
      {...shared}
      transform={`translate(${run.xs[index] ?? 0} ${run.ys[index] ?? 0}) rotate(${item.charDirection}) scale(${item.hScale} 1)`}
    >
      {item.isHalfWidth ? <HalfWidthLatin text={glyph} /> : glyph}
    </text>
  ));
}

/** All on one height need it once. */
function sharedPlace(places: readonly number[]): string | number | undefined {
  const [first] = places;
  return places.every((place) => place === first) ? first : places.join(" ");
}

function shortNumber(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

/** Items of a drawing as SVG elements, in the order of the list. Pure: everything comes from the item and the assets. */
import type { ReactNode, SVGProps } from "react";
import type { DrawnItem, ImageItem, PathItem, Stroke, TextItem } from "../../../electron/drawing/drawing.ts";
import {
  BoxClip,
  GradientOf,
  matrixAttribute,
  paintOpacity,
  paintValue,
  RegionClip,
  reference,
} from "./paint-references.tsx";
import { PaintedText } from "./paint-text.tsx";

/** What items reach by id. */
export interface PaintAssets {
  readonly imageUrl: (imageId: string) => string | undefined;
  readonly familiesOf: (fontId: string) => string;
  readonly onBroken: (assetId: string) => void;
}

interface ItemsProps {
  readonly items: readonly DrawnItem[];
  /** Unique in the window; ids of clips and gradients begin with it. */
  readonly id: string;
  readonly assets: PaintAssets;
}

export function PaintedItems({ items, id, assets }: ItemsProps): ReactNode {
  return items.map((item, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: items never move within a page
    <PaintedItem key={index} item={item} id={`${id}-${index}`} assets={assets} />
  ));
}

interface ItemProps {
  readonly item: DrawnItem;
  readonly id: string;
  readonly assets: PaintAssets;
}

/** From outside in: cut to the bounds, moved into place, cut by each clip region, painted. */
function PaintedItem({ item, id, assets }: ItemProps): ReactNode {
  const regions = item.clips ?? [];
  let painted = <Shape item={item} id={id} assets={assets} />;
  for (let index = regions.length - 1; index > 0; index--) {
    painted = <g clipPath={reference(`${id}c${index}`)}>{painted}</g>;
  }
  const [first] = regions;
  painted = (
    <g transform={matrixAttribute(item.transform)} opacity={item.alpha} clipPath={first && reference(`${id}c0`)}>
      {painted}
    </g>
  );
  if (!item.bounds && regions.length === 0) return painted;
  return (
    <>
      {item.bounds && <BoxClip box={item.bounds} id={`${id}b`} />}
      {regions.map((region, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: regions never move within an item
        <RegionClip key={index} region={region} id={`${id}c${index}`} />
      ))}
      {item.bounds ? <g clipPath={reference(`${id}b`)}>{painted}</g> : painted}
    </>
  );
}

function Shape({ item, id, assets }: ItemProps): ReactNode {
  switch (item.kind) {
    case "group":
      return <PaintedItems items={item.items} id={id} assets={assets} />;
    case "image":
      return <PaintedImage item={item} id={id} assets={assets} />;
    case "path":
      return (
        <>
          <Gradients item={item} id={id} />
          <PaintedPath item={item} id={id} />
        </>
      );
    case "text":
      return (
        <>
          <Gradients item={item} id={id} />
          <PaintedText
            item={item}
            id={id}
            families={assets.familiesOf(item.fontId)}
            strokeProps={strokeProps(item.stroke, `${id}s`)}
          />
        </>
      );
  }
}

function Gradients({ item, id }: { item: PathItem | TextItem; id: string }): ReactNode {
  return (
    <>
      <GradientOf paint={item.fill} id={`${id}f`} />
      <GradientOf paint={item.stroke?.paint} id={`${id}s`} />
    </>
  );
}

function PaintedPath({ item, id }: { item: PathItem; id: string }): ReactNode {
  return (
    <path
      d={item.d}
      fill={paintValue(item.fill, `${id}f`)}
      fillOpacity={paintOpacity(item.fill)}
      fillRule={item.fillRule === "evenodd" ? "evenodd" : undefined}
      {...strokeProps(item.stroke, `${id}s`)}
    />
  );
}

/** The picture fills the unit square; the item's transform gives it its place and size. */
function PaintedImage({ item, id, assets }: ItemProps & { item: ImageItem }): ReactNode {
  const { imageId, maskId } = item;
  const picture = (assetId: string, mask?: string): ReactNode => (
    <image
      href={assets.imageUrl(assetId)}
      width={1}
      height={1}
      preserveAspectRatio="none"
      mask={mask}
      onError={() => assets.onBroken(assetId)}
    />
  );
  if (maskId === undefined) return picture(imageId);
  return (
    <>
      <mask id={`${id}m`} maskUnits="userSpaceOnUse" x={0} y={0} width={1} height={1}>
        {picture(maskId)}
      </mask>
      {picture(imageId, reference(`${id}m`))}
    </>
  );
}

function strokeProps<T extends SVGElement>(stroke: Stroke | undefined, id: string): SVGProps<T> {
  if (!stroke) return {};
  return {
    stroke: paintValue(stroke.paint, id),
    strokeOpacity: paintOpacity(stroke.paint),
    strokeWidth: stroke.widthMm,
    strokeLinecap: stroke.cap === "butt" ? undefined : stroke.cap,
    strokeLinejoin: stroke.join === "miter" ? undefined : stroke.join,
    strokeMiterlimit: stroke.join === "miter" ? stroke.miterLimit : undefined,
    strokeDasharray: stroke.dash?.join(" "),
    strokeDashoffset: stroke.dash && stroke.dashOffset ? stroke.dashOffset : undefined,
  };
}

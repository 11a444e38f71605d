/**
 * The mark that stands where real licenses carry an emblem: a plain figure of circles, rays and petals with the character
 * 样 in the middle. It resembles no emblem of a state or of an agency.
 */

import { circle, star } from "../ofd/path-data.ts";
import { FONT, type Rgb, type Sheet } from "../ofd/sheet.ts";
import { ink, rosette } from "./ornament.ts";

export interface EmblemSpec {
  readonly cx: number;
  readonly cy: number;
  readonly radius: number;
  readonly main: Rgb;
  readonly accent: Rgb;
}

export function drawEmblem(sheet: Sheet, { cx, cy, radius, main, accent }: EmblemSpec): void {
  sheet.path(star({ cx, cy, outer: radius, inner: radius * 0.86, points: 36 }), { fill: ink(accent) });
  sheet.path(circle(cx, cy, radius * 0.8), { fill: ink(main), stroke: ink([255, 255, 255]), lineWidth: radius * 0.04 });
  rosette(sheet, {
    cx,
    cy,
    radius: radius * 0.76,
    petals: 12,
    color: accent,
    alpha: 255,
    lineWidth: radius * 0.022,
    depth: 0.5,
    copies: 3,
  });
  sheet.path(circle(cx, cy, radius * 0.45), {
    fill: ink([255, 250, 240]),
    stroke: ink(accent),
    lineWidth: radius * 0.05,
  });
  sheet.text({
    text: "样",
    x: cx,
    y: cy + radius * 0.2,
    size: radius * 0.56,
    font: FONT.songBold,
    weight: 700,
    color: ink(main),
    align: "center",
  });
}

/** Lettering and parts that several designs share: fields, cards, photo frames, the 样例 marks. */

import type { License } from "../cast/license.ts";
import { rectangle, roundedRectangle } from "../ofd/path-data.ts";
import { FONT, type FontId, type Rgb, type Sheet } from "../ofd/sheet.ts";
import { breakLines } from "../ofd/text-advance.ts";
import { type Ground, portraitPng } from "../portrait/portrait.ts";
import { type Box, ink, tintedGround, wavedGround } from "./ornament.ts";
import type { PageCanvas } from "./page-design.ts";

export const BLACK: Rgb = [26, 24, 24];

export interface Field {
  readonly label: string;
  readonly value: string;
  readonly x: number;
  /** Baseline of the first line. */
  readonly y: number;
  /** From the label's left end to the value's. */
  readonly indent: number;
  readonly size?: number;
  readonly labelSize?: number;
  readonly labelColor: Rgb;
  readonly valueColor?: Rgb;
  readonly valueFont?: FontId;
  readonly labelFont?: FontId;
  /** Room for the value; longer ones continue on the next line. */
  readonly width?: number;
  readonly lineHeight?: number;
  /** Spreads the label's characters over this width. */
  readonly labelSpread?: number;
  readonly valueSpacing?: number;
}

/** Writes label and value and returns the baseline that follows. */
export function drawField(canvas: PageCanvas, field: Field): number {
  const { x, y, size = 4, labelSize = field.size ?? 4, valueFont = FONT.kai, valueColor = BLACK } = field;
  canvas.background.text({
    text: field.label,
    x,
    y,
    size: labelSize,
    font: field.labelFont ?? FONT.hei,
    color: ink(field.labelColor),
    ...(field.labelSpread === undefined ? {} : { spreadTo: field.labelSpread }),
  });
  const lineHeight = field.lineHeight ?? size * 1.45;
  const lines = field.width === undefined ? [field.value] : breakLines(field.value, size, field.width);
  lines.forEach((text, index) => {
    canvas.body.text({
      text,
      x: x + field.indent,
      y: y + index * lineHeight,
      size,
      font: valueFont,
      color: ink(valueColor),
      ...(field.valueSpacing === undefined ? {} : { spacing: field.valueSpacing }),
    });
  });
  return y + Math.max(lines.length, 1) * lineHeight;
}

export interface CardPalette {
  readonly edge: Rgb;
  readonly middle: Rgb;
  readonly line: Rgb;
  readonly waves: Rgb;
}

/** A card with round corners, a soft shade below, a tinted and waved ground. */
export function drawCard(sheet: Sheet, box: Box, palette: CardPalette): void {
  const radius = 3.6;
  for (const [spread, alpha] of [
    [1.2, 10],
    [0.8, 14],
    [0.4, 18],
  ] as const) {
    sheet.path(
      roundedRectangle({
        x: box.x - spread,
        y: box.y - spread + 0.7,
        width: box.width + spread * 2,
        height: box.height + spread * 2,
        radius: radius + spread,
      }),
      { fill: ink([60, 70, 90], alpha) },
    );
  }
  const outline = roundedRectangle({ ...box, radius });
  sheet.path(outline, {
    fill: {
      from: [box.x, box.y],
      to: [box.x + box.width, box.y + box.height],
      stops: [
        { position: 0, color: ink(palette.edge) },
        { position: 0.55, color: ink(palette.middle) },
        { position: 1, color: ink(palette.edge) },
      ],
    },
  });
  const inner = { x: box.x + 1.6, y: box.y + 1.6, width: box.width - 3.2, height: box.height - 3.2 };
  wavedGround(sheet, { box: inner, color: palette.waves, alpha: 95, pitch: 1.35, amplitude: 2.2, halfPeriod: 11 });
  sheet.path(outline, { stroke: ink(palette.line), lineWidth: 0.25 });
}

export function drawPage(sheet: Sheet, edge: Rgb, middle: Rgb): void {
  tintedGround(sheet, { x: 0, y: 0, width: sheet.width, height: sheet.height }, edge, middle);
}

export interface PhotoSpec {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly ground: Ground;
  readonly frame: Rgb;
}

/** The holder's portrait in a thin frame, 26 : 32. */
export function drawPhoto(canvas: PageCanvas, license: License, { x, y, width, ground, frame }: PhotoSpec): void {
  const [person] = license.portraits;
  if (person === undefined) return;
  const height = (width * 256) / 208;
  canvas.addPhoto(portraitPng(person, ground), { x, y, width, height });
  canvas.body.path(rectangle(x, y, width, height), { stroke: ink(frame), lineWidth: 0.2 });
}

/** 样例 across the page at a slant, faint enough to read through. */
function drawWatermark(sheet: Sheet, color: Rgb): void {
  const [stepX, stepY, size] = [58, 34, 9];
  const [sin, cos] = [Math.sin(-0.42), Math.cos(-0.42)];
  for (let row = 0; row * stepY < sheet.height + stepY; row += 1) {
    for (let column = 0; column * stepX < sheet.width + stepX; column += 1) {
      const x = column * stepX + (row % 2 === 0 ? 8 : 8 + stepX / 2) - stepX / 4;
      const y = row * stepY + 22;
      Array.from("样例").forEach((text, index) => {
        sheet.glyph({
          text,
          size,
          font: FONT.hei,
          color: ink(color, 22),
          origin: [index * size * 1.25, 0],
          ctm: [cos, sin, -sin, cos, x, y],
        });
      });
    }
  }
}

/** Watermark, and the line at the foot that says what this is. */
export function drawSampleMarks(canvas: PageCanvas, license: License, color: Rgb): void {
  const { width, height } = canvas.body;
  drawWatermark(canvas.foreground, color);
  const size = Math.min(2.6, width / 62);
  const y = height - size * 1.35;
  canvas.foreground.text({
    text: "样例证照 · 仅供练习 · 无法律效力",
    x: width / 2,
    y,
    size,
    font: FONT.hei,
    color: ink(color, 210),
    align: "center",
    spacing: size * 0.12,
  });
  const fine = Math.min(2.1, width / 66);
  canvas.body.text({
    text: `电子证照标识 ${license.identifier}`,
    x: width / 2,
    y: y - size * 1.5,
    size: fine,
    font: FONT.hei,
    color: ink(color, 200),
    align: "center",
  });
}

/** `2021-03-15` → `2021年03月15日`. */
export function longDate(iso: string): string {
  const [year = "", month = "", day = ""] = iso.split("-");
  return `${year}年${month}月${day}日`;
}

/** `2021-03-15` → `2021.03.15`. */
export const dottedDate = (iso: string): string => iso.replaceAll("-", ".");

/** A cell as vehicle documents have it: Chinese label over a small English one, value beside them, a line beneath. */

import { FONT, type FontId, type Rgb } from "../ofd/sheet.ts";
import { breakLines, fittedSize } from "../ofd/text-advance.ts";
import { ink } from "./ornament.ts";
import type { PageCanvas } from "./page-design.ts";
import { BLACK } from "./page-parts.ts";

export interface Cell {
  readonly label: string;
  readonly english: string;
  readonly value: string;
  readonly x: number;
  /** Bottom line of the cell. */
  readonly y: number;
  readonly width: number;
  /** From the left edge to the value. */
  readonly indent: number;
  readonly color: Rgb;
  readonly size?: number;
  readonly font?: FontId;
  readonly line?: boolean;
}

export function drawCell(canvas: PageCanvas, cell: Cell): void {
  const { x, y, width, indent, color, size = 3.9, font = FONT.kai } = cell;
  const { background, body } = canvas;
  background.text({ text: cell.label, x, y: y - 3.5, size: 2.9, font: FONT.hei, color: ink(color) });
  background.text({ text: cell.english, x, y: y - 1.1, size: 1.9, font: FONT.hei, color: ink(color, 200) });
  const lines = breakLines(cell.value, fittedSize(cell.value, size, (width - indent) * 1.9), width - indent);
  const first = lines.length > 1 ? y - 1.2 - (lines.length - 1) * size * 1.12 : y - 1.6;
  lines.forEach((text, index) => {
    body.text({ text, x: x + indent, y: first + index * size * 1.16, size, font, color: ink(BLACK) });
  });
  if (cell.line ?? true) {
    background.path(`M ${x + indent - 1.2} ${y} L ${x + width} ${y}`, { stroke: ink(color, 170), lineWidth: 0.14 });
  }
}

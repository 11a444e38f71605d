/** A QR code as one path (ISO/IEC 18004, encoder of @zxing/library): dark modules of a row are joined into bars. */

import { QRCodeDecoderErrorCorrectionLevel, QRCodeEncoder } from "@zxing/library";
import { rectangle } from "../ofd/path-data.ts";
import type { Rgb, Sheet } from "../ofd/sheet.ts";
import { ink } from "./ornament.ts";

export interface QrSpec {
  readonly content: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly color?: Rgb;
}

export function drawQrCode(sheet: Sheet, { content, x, y, size, color = [20, 20, 20] }: QrSpec): void {
  const matrix = QRCodeEncoder.encode(content, QRCodeDecoderErrorCorrectionLevel.M).getMatrix();
  const modules = matrix.getWidth();
  let bars = "";
  for (let row = 0; row < modules; row += 1) {
    for (let column = 0; column < modules; column += 1) {
      const from = column;
      while (column < modules && matrix.get(column, row) === 1) column += 1;
      if (column > from) bars += rectangle(from, row, column - from, 1);
    }
  }
  const module = size / modules;
  sheet.path(rectangle(x - module * 2, y - module * 2, size + module * 4, size + module * 4), {
    fill: ink([255, 255, 255]),
  });
  sheet.path(bars, { fill: ink(color), ctm: [module, 0, 0, module, x, y] });
}

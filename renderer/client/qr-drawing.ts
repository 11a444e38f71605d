/** A text as QR modules, for training codes that a real scanner can read from the screen. */
import { BarcodeFormat, QRCodeWriter } from "@zxing/library";

export interface QrModules {
  /** Modules along one side, quiet zone not included. */
  readonly size: number;
  /** SVG path data, one unit per module. */
  readonly d: string;
}

export function qrModules(text: string): QrModules {
  const matrix = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, new Map());
  const [left = 0, top = 0, width = 0, height = 0] = matrix.getEnclosingRectangle() ?? [];
  const runs: string[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (matrix.get(left + x, top + y)) runs.push(`M${x} ${y}h1v1h-1z`);
    }
  }
  return { size: Math.max(width, height), d: runs.join("") };
}

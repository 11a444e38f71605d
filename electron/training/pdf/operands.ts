/** Numbers, colours and texts as PDF content writes them. */
import type { Rgb } from "../ofd/sheet.ts";

export function numbers(...values: readonly number[]): string {
  return values.map((value) => String(Math.round(value * 10_000) / 10_000)).join(" ");
}

export function color(rgb: Rgb): string {
  return numbers(...rgb.map((value) => value / 255));
}

/** Text as the fonts of `pdf-resources.ts` want it. */
export function utf16(text: string): string {
  return Buffer.from(text, "utf16le").swap16().toString("hex");
}

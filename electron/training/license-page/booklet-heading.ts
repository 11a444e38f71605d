/** Title in Chinese and English, and the thin inner frame, of a page of a vehicle document. */

import { roundedRectangle } from "../ofd/path-data.ts";
import { FONT, type Rgb, type Sheet } from "../ofd/sheet.ts";
import { type Box, ink } from "./ornament.ts";

export interface BookletHeading {
  readonly box: Box;
  readonly title: string;
  readonly english: string;
  readonly color: Rgb;
}

export function drawBookletHeading(sheet: Sheet, { box, title, english, color }: BookletHeading): void {
  const middle = box.x + box.width / 2;
  sheet.text({
    text: title,
    x: middle,
    y: box.y + 10.4,
    size: 6,
    font: FONT.songBold,
    weight: 700,
    spacing: 1.6,
    align: "center",
    color: ink(color),
  });
  sheet.text({
    text: english,
    x: middle,
    y: box.y + 14.4,
    size: 2.4,
    font: FONT.hei,
    align: "center",
    color: ink(color, 210),
  });
  const inset = 2.6;
  sheet.path(
    roundedRectangle({
      x: box.x + inset,
      y: box.y + inset,
      width: box.width - inset * 2,
      height: box.height - inset * 2,
      radius: 2.2,
    }),
    { stroke: ink(color, 150), lineWidth: 0.18 },
  );
}

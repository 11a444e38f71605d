/** 道路运输经营许可证: landscape, green braided frame. */

import { faceValue } from "../cast/license.ts";
import { FONT, type Rgb } from "../ofd/sheet.ts";
import { drawEmblem } from "./emblem.ts";
import { braidedBorder, ink, rosette, tintedGround, wavedGround } from "./ornament.ts";
import type { PageCanvas, PageDesign } from "./page-design.ts";
import { BLACK, drawField, drawPage, drawSampleMarks, longDate } from "./page-parts.ts";
import { drawQrCode } from "./qr-code.ts";

const WIDTH = 297;
const HEIGHT = 210;
const GREEN: Rgb = [24, 104, 82];
const PALE: Rgb = [132, 190, 160];

function drawGround(canvas: PageCanvas): void {
  const sheet = canvas.background;
  drawPage(sheet, [246, 251, 248], [254, 255, 254]);
  const inner = { x: 19, y: 18, width: WIDTH - 38, height: HEIGHT - 41 };
  tintedGround(sheet, inner, [232, 245, 237], [252, 254, 248]);
  wavedGround(sheet, { box: inner, color: [150, 204, 176], alpha: 88, pitch: 2.1, amplitude: 3.4, halfPeriod: 20 });
  rosette(sheet, {
    cx: WIDTH / 2,
    cy: 116,
    radius: 64,
    petals: 18,
    color: [140, 200, 170],
    alpha: 88,
    copies: 7,
    lineWidth: 0.12,
  });
  rosette(sheet, {
    cx: WIDTH / 2,
    cy: 116,
    radius: 36,
    petals: 9,
    color: [130, 190, 160],
    alpha: 88,
    copies: 7,
    lineWidth: 0.12,
  });
  braidedBorder(sheet, {
    box: { x: 9, y: 8, width: WIDTH - 18, height: HEIGHT - 21 },
    main: GREEN,
    accent: PALE,
    band: 5.4,
  });
}

export const TRANSPORT_OPERATION: PageDesign = {
  width: WIDTH,
  height: HEIGHT,
  stampAt: [226, 165],
  draw(canvas, license) {
    const { background, body } = canvas;
    const value = (label: string): string => faceValue(license, label);
    drawGround(canvas);
    drawEmblem(background, { cx: WIDTH / 2, cy: 34, radius: 12, main: GREEN, accent: [206, 170, 84] });
    background.text({
      text: "道路运输经营许可证",
      x: WIDTH / 2,
      y: 67,
      size: 15,
      font: FONT.songBold,
      weight: 900,
      align: "center",
      spacing: 4.6,
      color: ink(BLACK),
    });
    body.text({
      text: value("许可证号"),
      x: WIDTH / 2,
      y: 78,
      size: 4.8,
      font: FONT.kai,
      align: "center",
      color: ink(BLACK),
    });
    const field = {
      labelColor: GREEN,
      labelSize: 5,
      size: 5.2,
      x: 44,
      indent: 36,
      labelSpread: 28,
      width: 168,
      lineHeight: 7.6,
    };
    let y = 95;
    for (const label of ["业户名称", "地址", "法定代表人", "经营范围"])
      y = drawField(canvas, { ...field, label, value: value(label), y }) + 6;
    drawField(canvas, { ...field, label: "有效期限", value: value("有效期限"), y });
    background.text({ text: "核发机关", x: 171, y: 162, size: 5, font: FONT.hei, spacing: 1.4, color: ink(GREEN) });
    body.text({
      text: license.issuer.name,
      x: 226,
      y: 162,
      size: 5,
      font: FONT.kai,
      align: "center",
      color: ink(BLACK),
    });
    body.text({
      text: longDate(license.issueDate),
      x: 226,
      y: 171,
      size: 5,
      font: FONT.kai,
      align: "center",
      color: ink(BLACK),
    });
    drawQrCode(body, { content: license.identifier, x: 242, y: 28, size: 27, color: [20, 60, 48] });
    drawSampleMarks(canvas, license, GREEN);
  },
};

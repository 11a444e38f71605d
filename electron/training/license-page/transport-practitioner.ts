/** 道路运输从业人员从业资格证: a folded booklet, photo and holder on the left, qualification and seal on the right. */

import { faceValue, type License } from "../cast/license.ts";
import { lineTo, moveTo } from "../ofd/path-data.ts";
import { FONT, type Rgb } from "../ofd/sheet.ts";
import { drawEmblem } from "./emblem.ts";
import { braidedBorder, ink, rosette, tintedGround, wavedGround } from "./ornament.ts";
import type { PageCanvas, PageDesign } from "./page-design.ts";
import { BLACK, drawField, drawPage, drawPhoto, drawSampleMarks, longDate } from "./page-parts.ts";
import { drawQrCode } from "./qr-code.ts";

const WIDTH = 226;
const HEIGHT = 160;
const BLUE: Rgb = [28, 78, 122];
const PALE: Rgb = [126, 172, 206];

function drawGround(canvas: PageCanvas): void {
  const sheet = canvas.background;
  drawPage(sheet, [240, 245, 249], [252, 253, 254]);
  for (const x of [7, 115]) {
    const inner = { x: x + 6.4, y: 13.4, width: 91.2, height: 125.2 };
    tintedGround(sheet, inner, [228, 239, 247], [249, 251, 250]);
    wavedGround(sheet, { box: inner, color: [140, 184, 212], alpha: 90, pitch: 1.9, amplitude: 2.6, halfPeriod: 15 });
    braidedBorder(sheet, { box: { x, y: 7, width: 104, height: 138 }, main: BLUE, accent: PALE, band: 3.8 });
  }
  rosette(sheet, { cx: 167, cy: 76, radius: 38, petals: 16, color: [130, 176, 208], alpha: 90, copies: 7 });
  sheet.path(moveTo(WIDTH / 2, 5) + lineTo(WIDTH / 2, HEIGHT - 14), {
    stroke: ink([150, 170, 190], 150),
    lineWidth: 0.2,
    dash: [1.6, 1.2],
  });
}

function drawLeft(canvas: PageCanvas, license: License): void {
  const value = (label: string): string => faceValue(license, label);
  drawEmblem(canvas.background, { cx: 59, cy: 27, radius: 9.5, main: BLUE, accent: [208, 168, 84] });
  drawPhoto(canvas, license, { x: 42.5, y: 40, width: 33, ground: "white", frame: PALE });
  const field = { labelColor: BLUE, labelSize: 3.7, size: 4, x: 19, indent: 23, labelSpread: 17 };
  let y = 91;
  for (const label of ["姓名", "性别", "出生日期", "国籍"])
    y = drawField(canvas, { ...field, label, value: value(label), y }) + 2.2;
  drawField(canvas, { ...field, label: "住址", value: value("住址"), y, width: 58, size: 3.7, lineHeight: 5.2 });
}

function drawRight(canvas: PageCanvas, license: License): void {
  const value = (label: string): string => faceValue(license, label);
  const { background } = canvas;
  background.text({
    text: "道路运输从业人员",
    x: 167,
    y: 27,
    size: 6.4,
    font: FONT.songBold,
    weight: 700,
    align: "center",
    spacing: 1,
    color: ink(BLACK),
  });
  background.text({
    text: "从业资格证",
    x: 167,
    y: 38,
    size: 8.4,
    font: FONT.songBold,
    weight: 700,
    align: "center",
    spacing: 3,
    color: ink(BLACK),
  });
  const field = { labelColor: BLUE, labelSize: 3.7, size: 4, x: 126, indent: 28, labelSpread: 22.6, width: 56 };
  let y = 52;
  for (const label of ["证件号码", "资格类别", "准驾车型", "初次领证日期", "有效期限"]) {
    y = drawField(canvas, { ...field, label, value: value(label), y, size: label === "有效期限" ? 3.7 : 4 }) + 2.6;
  }
  background.text({ text: "发证机关", x: 126, y: 111, size: 3.7, font: FONT.hei, color: ink(BLUE), spreadTo: 22.6 });
  canvas.body.text({ text: license.issuer.name, x: 154, y: 111, size: 4, font: FONT.kai, color: ink(BLACK) });
  canvas.body.text({ text: longDate(license.issueDate), x: 154, y: 119, size: 4, font: FONT.kai, color: ink(BLACK) });
  drawQrCode(canvas.body, { content: license.identifier, x: 127, y: 115, size: 19, color: [24, 46, 70] });
}

export const TRANSPORT_PRACTITIONER: PageDesign = {
  width: WIDTH,
  height: HEIGHT,
  stampAt: [180, 113],
  draw(canvas, license) {
    drawGround(canvas);
    drawLeft(canvas, license);
    drawRight(canvas, license);
    drawSampleMarks(canvas, license, [50, 90, 130]);
  },
};

/** 营业执照: landscape, √2 to 1, gold braided frame, two columns of fields, QR code top right, seal over the date. */

import { faceValue, type License } from "../cast/license.ts";
import { FONT, type Rgb } from "../ofd/sheet.ts";
import { drawEmblem } from "./emblem.ts";
import { braidedBorder, ink, rosette, tintedGround, wavedGround } from "./ornament.ts";
import type { PageCanvas, PageDesign } from "./page-design.ts";
import { BLACK, drawField, drawPage, drawSampleMarks, longDate } from "./page-parts.ts";
import { drawQrCode } from "./qr-code.ts";

const WIDTH = 297;
const HEIGHT = 210;
const GOLD: Rgb = [168, 122, 44];
const PALE_GOLD: Rgb = [214, 178, 104];
const RED: Rgb = [190, 38, 40];

function drawGround(canvas: PageCanvas): void {
  const sheet = canvas.background;
  drawPage(sheet, [255, 253, 247], [255, 255, 252]);
  const frame = { x: 9, y: 8, width: WIDTH - 18, height: HEIGHT - 21 };
  const inner = { x: 19, y: 18, width: WIDTH - 38, height: HEIGHT - 41 };
  tintedGround(sheet, inner, [253, 246, 226], [255, 252, 240]);
  wavedGround(sheet, { box: inner, color: [226, 196, 132], alpha: 92, pitch: 2.1, amplitude: 3.4, halfPeriod: 20 });
  rosette(sheet, {
    cx: WIDTH / 2,
    cy: 118,
    radius: 62,
    petals: 24,
    color: [226, 186, 108],
    alpha: 84,
    copies: 8,
    lineWidth: 0.12,
  });
  rosette(sheet, {
    cx: WIDTH / 2,
    cy: 118,
    radius: 34,
    petals: 12,
    color: [224, 170, 96],
    alpha: 84,
    copies: 8,
    lineWidth: 0.12,
  });
  braidedBorder(sheet, { box: frame, main: GOLD, accent: PALE_GOLD, band: 5.4 });
}

function drawTitle(canvas: PageCanvas, license: License): void {
  const { background } = canvas;
  drawEmblem(background, { cx: WIDTH / 2, cy: 35.5, radius: 13.5, main: RED, accent: [222, 170, 62] });
  background.text({
    text: "营业执照",
    x: WIDTH / 2,
    y: 70,
    size: 20,
    font: FONT.songBold,
    weight: 900,
    align: "center",
    spacing: 9,
    color: ink(BLACK),
  });
  background.text({
    text: "（副 本）",
    x: WIDTH / 2,
    y: 80.5,
    size: 5.4,
    font: FONT.song,
    align: "center",
    color: ink(BLACK),
  });
  background.text({ text: "统一社会信用代码", x: 27, y: 38, size: 4.2, font: FONT.hei, color: ink(GOLD) });
  canvas.body.text({
    text: faceValue(license, "统一社会信用代码"),
    x: 27,
    y: 45.4,
    size: 5.2,
    font: FONT.hei,
    weight: 600,
    spacing: 0.3,
    color: ink(BLACK),
  });
  drawQrCode(canvas.body, {
    content: `https://license.sample.invalid/v?i=${license.identifier}`,
    x: 241,
    y: 28,
    size: 27,
    color: [40, 34, 28],
  });
  background.text({
    text: "扫描二维码核对本证照",
    x: 254.5,
    y: 61.5,
    size: 2.6,
    font: FONT.hei,
    align: "center",
    color: ink(GOLD),
  });
}

function drawFields(canvas: PageCanvas, license: License): void {
  const value = (label: string): string => faceValue(license, label);
  const common = {
    labelColor: GOLD,
    labelSize: 4.6,
    size: 5,
    labelFont: FONT.hei,
    labelSpread: 24,
    indent: 31,
    lineHeight: 7.4,
  };
  const left = { ...common, x: 28, width: 92 };
  let y = 97;
  for (const label of ["名称", "类型", "法定代表人"])
    y = drawField(canvas, { ...left, label, value: value(label), y }) + 4.6;
  drawField(canvas, { ...left, label: "经营范围", value: value("经营范围"), y, size: 4.5, lineHeight: 6.6 });
  const right = { ...common, x: 162, width: 76 };
  let next = 97;
  for (const label of ["注册资本", "成立日期", "营业期限"]) {
    next = drawField(canvas, { ...right, label, value: value(label), y: next }) + 4.6;
  }
  drawField(canvas, { ...right, label: "住所", value: value("住所"), y: next, size: 4.5, lineHeight: 6.6 });
}

export const BUSINESS_LICENSE: PageDesign = {
  width: WIDTH,
  height: HEIGHT,
  stampAt: [228, 166],
  draw(canvas, license) {
    drawGround(canvas);
    drawTitle(canvas, license);
    drawFields(canvas, license);
    canvas.background.text({
      text: "登记机关",
      x: 172,
      y: 163,
      size: 5,
      font: FONT.hei,
      spacing: 1.6,
      color: ink(GOLD),
    });
    canvas.body.text({
      text: license.issuer.name,
      x: 228,
      y: 163,
      size: 5,
      font: FONT.kai,
      align: "center",
      color: ink(BLACK),
    });
    canvas.body.text({
      text: longDate(license.issueDate),
      x: 228,
      y: 172,
      size: 5,
      font: FONT.kai,
      align: "center",
      color: ink(BLACK),
    });
    drawSampleMarks(canvas, license, [150, 110, 50]);
  },
};

/** 不动产权证书: the opened book, certifying page on the left, ruled particulars on the right. */

import { faceValue, type License } from "../cast/license.ts";
import { lineTo, moveTo, rectangle } from "../ofd/path-data.ts";
import { FONT, type Rgb } from "../ofd/sheet.ts";
import { breakLines } from "../ofd/text-advance.ts";
import { drawEmblem } from "./emblem.ts";
import { braidedBorder, ink, rosette, tintedGround, wavedGround } from "./ornament.ts";
import type { PageCanvas, PageDesign } from "./page-design.ts";
import { BLACK, drawPage, drawSampleMarks, longDate } from "./page-parts.ts";
import { drawQrCode } from "./qr-code.ts";

const WIDTH = 340;
const HEIGHT = 236;
const WINE: Rgb = [140, 34, 44];
const GOLD: Rgb = [212, 168, 96];
const SENTENCE =
  "根据《中华人民共和国民法典》等法律法规，为保护不动产权利人合法权益，对不动产权利人申请登记的本证所列不动产权利，经审查核实，准予登记，颁发此证。";

/** Rows of the right page with their heights. */
const ROWS: readonly (readonly [label: string, height: number])[] = [
  ["权利人", 13],
  ["共有情况", 13],
  ["坐落", 16],
  ["不动产单元号", 13],
  ["权利类型", 13],
  ["权利性质", 13],
  ["用途", 13],
  ["面积", 16],
  ["使用期限", 16],
  ["权利其他状况", 38],
];

function drawGround(canvas: PageCanvas): void {
  const sheet = canvas.background;
  drawPage(sheet, [252, 246, 240], [255, 254, 251]);
  for (const x of [9, 173]) {
    const inner = { x: x + 8, y: 17, width: 142, height: 196 };
    tintedGround(sheet, inner, [252, 241, 232], [255, 252, 246]);
    wavedGround(sheet, { box: inner, color: [232, 196, 170], alpha: 88, pitch: 2.5, amplitude: 3.6, halfPeriod: 20 });
    braidedBorder(sheet, { box: { x, y: 9, width: 158, height: 212 }, main: WINE, accent: GOLD, band: 4.8 });
  }
  rosette(sheet, {
    cx: 88,
    cy: 122,
    radius: 56,
    petals: 16,
    color: [230, 178, 140],
    alpha: 92,
    copies: 7,
    lineWidth: 0.12,
  });
  rosette(sheet, {
    cx: 88,
    cy: 122,
    radius: 30,
    petals: 11,
    color: [230, 170, 130],
    alpha: 92,
    copies: 7,
    lineWidth: 0.12,
  });
  rosette(sheet, {
    cx: 252,
    cy: 122,
    radius: 56,
    petals: 16,
    color: [230, 178, 140],
    alpha: 70,
    copies: 5,
    lineWidth: 0.12,
  });
  sheet.path(moveTo(WIDTH / 2, 6) + lineTo(WIDTH / 2, HEIGHT - 12), {
    stroke: ink(WINE, 90),
    lineWidth: 0.2,
    dash: [1.6, 1.2],
  });
}

function drawCertifyingPage(canvas: PageCanvas, license: License): void {
  const { background, body } = canvas;
  drawEmblem(background, { cx: 88, cy: 44, radius: 16, main: WINE, accent: GOLD });
  background.text({
    text: "不动产权证书",
    x: 88,
    y: 88,
    size: 14.5,
    font: FONT.songBold,
    weight: 900,
    align: "center",
    spacing: 4.4,
    color: ink(WINE),
  });
  breakLines(`    ${SENTENCE}`, 5.2, 112).forEach((text, index) => {
    background.text({ text, x: 32, y: 110 + index * 9.2, size: 5.2, font: FONT.kai, color: ink(BLACK) });
  });
  background.text({ text: "登记机构", x: 56, y: 178, size: 5, font: FONT.hei, spacing: 1, color: ink(WINE) });
  body.text({ text: license.issuer.name, x: 112, y: 178, size: 5, font: FONT.kai, align: "center", color: ink(BLACK) });
  body.text({
    text: longDate(license.issueDate),
    x: 112,
    y: 187.5,
    size: 5,
    font: FONT.kai,
    align: "center",
    color: ink(BLACK),
  });
  drawQrCode(body, {
    content: `${license.identifier}&${faceValue(license, "不动产单元号")}`,
    x: 26,
    y: 180,
    size: 26,
    color: [84, 30, 34],
  });
}

function drawParticulars(canvas: PageCanvas, license: License): void {
  const { background, body } = canvas;
  const [left, right, labelWidth] = [186, 318, 31];
  body.text({ text: license.number, x: 252, y: 33, size: 5, font: FONT.kai, align: "center", color: ink(BLACK) });
  let y = 40;
  for (const [label, height] of ROWS) {
    background.path(rectangle(left, y, labelWidth, height), { fill: ink(GOLD, 46) });
    background.path(rectangle(left, y, right - left, height) + rectangle(left, y, labelWidth, height), {
      stroke: ink(WINE, 190),
      lineWidth: 0.2,
    });
    background.text({
      text: label,
      x: left + labelWidth / 2,
      y: y + height / 2 + 1.6,
      size: 4.3,
      font: FONT.hei,
      align: "center",
      color: ink(WINE),
    });
    const lines = breakLines(faceValue(license, label), 4.6, right - left - labelWidth - 8);
    const first = y + height / 2 + 1.7 - ((lines.length - 1) * 6.4) / 2;
    lines.forEach((text, index) => {
      body.text({
        text,
        x: left + labelWidth + 4,
        y: first + index * 6.4,
        size: 4.6,
        font: FONT.kai,
        color: ink(BLACK),
      });
    });
    y += height;
  }
  background.path(rectangle(left, 40, right - left, y - 40), { stroke: ink(WINE), lineWidth: 0.5 });
}

export const REAL_ESTATE: PageDesign = {
  width: WIDTH,
  height: HEIGHT,
  stampAt: [113, 181],
  draw(canvas, license) {
    drawGround(canvas);
    drawCertifyingPage(canvas, license);
    drawParticulars(canvas, license);
    drawSampleMarks(canvas, license, WINE);
  },
};

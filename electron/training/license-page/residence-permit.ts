/** 居住证: both faces of the card on one upright page. */

import { faceValue, type License } from "../cast/license.ts";
import { FONT, type Rgb } from "../ofd/sheet.ts";
import { breakLines } from "../ofd/text-advance.ts";
import { drawEmblem } from "./emblem.ts";
import { type Box, ink, rosette } from "./ornament.ts";
import type { PageCanvas, PageDesign } from "./page-design.ts";
import {
  BLACK,
  type CardPalette,
  dottedDate,
  drawCard,
  drawField,
  drawPage,
  drawPhoto,
  drawSampleMarks,
} from "./page-parts.ts";

const FRONT: Box = { x: 11, y: 12, width: 118, height: 74.4 };
const BACK: Box = { x: 11, y: 95, width: 118, height: 74.4 };
const VIOLET: Rgb = [96, 76, 148];
const PALETTE: CardPalette = {
  edge: [232, 228, 246],
  middle: [252, 246, 236],
  line: [170, 158, 206],
  waves: [170, 154, 210],
};

function drawFront(canvas: PageCanvas, license: License): void {
  const value = (label: string): string => faceValue(license, label);
  drawCard(canvas.background, FRONT, PALETTE);
  rosette(canvas.background, {
    cx: 92,
    cy: 52,
    radius: 31,
    petals: 9,
    color: [190, 160, 214],
    alpha: 100,
    copies: 8,
    depth: 0.9,
  });
  const left = FRONT.x + 44;
  const field = { labelColor: VIOLET, labelSize: 3.3, size: 4, valueFont: FONT.hei, x: left, indent: 15 };
  canvas.background.text({
    text: "居 住 证",
    x: FRONT.x + 78,
    y: FRONT.y + 12.5,
    size: 7,
    font: FONT.songBold,
    weight: 700,
    align: "center",
    color: ink(VIOLET),
  });
  drawField(canvas, { ...field, label: "姓 名", value: value("姓名"), y: FRONT.y + 23.5, size: 4.4 });
  drawField(canvas, { ...field, label: "性 别", value: value("性别"), y: FRONT.y + 31.5 });
  drawField(canvas, { ...field, label: "民 族", value: value("民族"), y: FRONT.y + 31.5, x: left + 26 });
  drawField(canvas, { ...field, label: "出 生", value: value("出生日期"), y: FRONT.y + 39.5 });
  drawField(canvas, {
    ...field,
    label: "居住地",
    value: value("居住地址"),
    y: FRONT.y + 47.5,
    width: 54,
    size: 3.6,
    lineHeight: 5,
  });
  drawField(canvas, {
    ...field,
    label: "号 码",
    value: value("公民身份号码"),
    y: FRONT.y + 67,
    size: 4.4,
    valueSpacing: 0.2,
  });
  drawPhoto(canvas, license, { x: FRONT.x + 9, y: FRONT.y + 12, width: 28, ground: "blue", frame: [190, 180, 220] });
}

function drawBack(canvas: PageCanvas, license: License): void {
  const { background, body } = canvas;
  drawCard(background, BACK, { ...PALETTE, middle: [242, 242, 252] });
  drawEmblem(background, { cx: BACK.x + 19, cy: BACK.y + 17.5, radius: 11.5, main: VIOLET, accent: [214, 178, 96] });
  background.text({
    text: "样例省居住证",
    x: 80,
    y: BACK.y + 21,
    size: 8.4,
    font: FONT.songBold,
    weight: 700,
    align: "center",
    spacing: 1.8,
    color: ink(BLACK),
  });
  const field = { labelColor: VIOLET, labelSize: 3.4, size: 4, valueFont: FONT.hei, x: BACK.x + 12, indent: 20 };
  drawField(canvas, { ...field, label: "户籍地址", value: "", y: BACK.y + 37 });
  breakLines(faceValue(license, "户籍地址"), 3.8, 58).forEach((text, index) => {
    body.text({ text, x: BACK.x + 32, y: BACK.y + 37 + index * 5.2, size: 3.8, font: FONT.hei, color: ink(BLACK) });
  });
  drawField(canvas, { ...field, label: "签发机关", value: license.issuer.name, y: BACK.y + 51 });
  drawField(canvas, {
    ...field,
    label: "有效期限",
    value: `${dottedDate(license.validFrom)}-${dottedDate(license.validTo)}`,
    y: BACK.y + 60,
  });
}

export const RESIDENCE_PERMIT: PageDesign = {
  width: 140,
  height: 184,
  stampAt: [102, BACK.y + 50],
  draw(canvas, license) {
    drawPage(canvas.background, [243, 241, 249], [253, 252, 254]);
    drawFront(canvas, license);
    drawBack(canvas, license);
    drawSampleMarks(canvas, license, [100, 84, 150]);
  },
};

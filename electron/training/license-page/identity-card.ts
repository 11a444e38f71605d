/** 居民身份证: both faces on one upright page, seal over the issuing authority on the back. */

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

const FRONT: Box = { x: 11, y: 18, width: 118, height: 74.4 };
const BACK: Box = { x: 11, y: 101, width: 118, height: 74.4 };
const LABEL: Rgb = [52, 112, 160];
const RED: Rgb = [186, 40, 46];
const PALETTE: CardPalette = {
  edge: [222, 238, 240],
  middle: [250, 236, 226],
  line: [150, 180, 190],
  waves: [104, 160, 178],
};

function drawFront(canvas: PageCanvas, license: License): void {
  const { background, body } = canvas;
  drawCard(background, FRONT, PALETTE);
  rosette(background, { cx: 62, cy: 56, radius: 30, petals: 16, color: [214, 150, 130], alpha: 90, copies: 6 });
  const value = (label: string): string => faceValue(license, label);
  const left = FRONT.x + 8;
  const field = { labelColor: LABEL, labelSize: 3.3, size: 4, valueFont: FONT.hei, valueColor: BLACK };
  drawField(canvas, {
    ...field,
    label: "姓  名",
    value: value("姓名"),
    x: left,
    y: FRONT.y + 13,
    indent: 13,
    size: 4.8,
  });
  drawField(canvas, { ...field, label: "性  别", value: value("性别"), x: left, y: FRONT.y + 22.5, indent: 13 });
  drawField(canvas, { ...field, label: "民  族", value: value("民族"), x: left + 25, y: FRONT.y + 22.5, indent: 13 });
  const [year = "", month = "", day = ""] = value("出生").split("-");
  const born = FRONT.y + 32;
  drawField(canvas, { ...field, label: "出  生", value: year, x: left, y: born, indent: 13 });
  drawField(canvas, { ...field, label: "年", value: String(Number(month)), x: left + 24, y: born, indent: 6 });
  drawField(canvas, { ...field, label: "月", value: String(Number(day)), x: left + 37, y: born, indent: 6 });
  drawField(canvas, { ...field, label: "日", value: "", x: left + 50, y: born, indent: 6 });
  background.text({ text: "住  址", x: left, y: FRONT.y + 41.5, size: 3.3, font: FONT.hei, color: ink(LABEL) });
  breakLines(value("住址"), 3.9, 54).forEach((text, index) => {
    body.text({ text, x: left + 13, y: FRONT.y + 41.5 + index * 5.8, size: 3.9, font: FONT.hei, color: ink(BLACK) });
  });
  background.text({ text: "公民身份号码", x: left, y: FRONT.y + 66, size: 3.3, font: FONT.hei, color: ink(LABEL) });
  body.text({
    text: value("公民身份号码"),
    x: left + 25,
    y: FRONT.y + 66.3,
    size: 5.2,
    font: FONT.hei,
    weight: 600,
    spacing: 0.62,
    color: ink(BLACK),
  });
  drawPhoto(canvas, license, { x: FRONT.x + 80, y: FRONT.y + 8, width: 31, ground: "white", frame: [196, 206, 214] });
}

function drawBack(canvas: PageCanvas, license: License): void {
  const { background } = canvas;
  drawCard(background, BACK, { ...PALETTE, middle: [232, 240, 246], waves: [196, 148, 150] });
  rosette(background, {
    cx: 70,
    cy: BACK.y + 40,
    radius: 33,
    petals: 20,
    color: [120, 168, 190],
    alpha: 90,
    copies: 6,
  });
  drawEmblem(background, { cx: BACK.x + 20, cy: BACK.y + 18, radius: 12.5, main: RED, accent: [226, 176, 72] });
  background.text({
    text: "样例市居民",
    x: 85,
    y: BACK.y + 14.5,
    size: 6.6,
    font: FONT.songBold,
    weight: 700,
    align: "center",
    spacing: 2.4,
    color: ink(BLACK),
  });
  background.text({
    text: "居民身份证",
    x: 85,
    y: BACK.y + 27.5,
    size: 9.6,
    font: FONT.songBold,
    weight: 700,
    align: "center",
    spacing: 3.6,
    color: ink(BLACK),
  });
  const field = {
    labelColor: LABEL,
    labelSize: 3.4,
    size: 4,
    valueFont: FONT.hei,
    valueColor: BLACK,
    x: BACK.x + 24,
    indent: 21,
  };
  drawField(canvas, { ...field, label: "签发机关", value: license.issuer.name, y: BACK.y + 49 });
  const until = license.validTo === "" ? "长期" : dottedDate(license.validTo);
  drawField(canvas, {
    ...field,
    label: "有效期限",
    value: `${dottedDate(license.validFrom)}-${until}`,
    y: BACK.y + 58,
  });
}

export const IDENTITY_CARD: PageDesign = {
  width: 140,
  height: 190,
  stampAt: [101, BACK.y + 51],
  draw(canvas, license) {
    drawPage(canvas.background, [240, 244, 247], [252, 253, 254]);
    canvas.background.text({
      text: "居民身份证 电子证照",
      x: 70,
      y: 11.6,
      size: 4.2,
      font: FONT.hei,
      align: "center",
      spacing: 0.6,
      color: ink(LABEL),
    });
    drawFront(canvas, license);
    drawBack(canvas, license);
    drawSampleMarks(canvas, license, [60, 92, 130]);
  },
};

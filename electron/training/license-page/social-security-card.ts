/** 社会保障卡: the card, and beneath it the particulars that the issuing office certifies. */

import { faceValue, type License } from "../cast/license.ts";
import { circle, lineTo, moveTo, roundedRectangle } from "../ofd/path-data.ts";
import { FONT, type Rgb, type Sheet } from "../ofd/sheet.ts";
import { type Box, ink, rosette } from "./ornament.ts";
import type { PageCanvas, PageDesign } from "./page-design.ts";
import { BLACK, drawCard, drawField, drawPage, drawPhoto, drawSampleMarks, longDate } from "./page-parts.ts";
import { drawQrCode } from "./qr-code.ts";

const CARD: Box = { x: 11, y: 12, width: 118, height: 74.4 };
const TEAL: Rgb = [18, 112, 132];

function drawChip(sheet: Sheet, x: number, y: number): void {
  const line = ink([150, 116, 48]);
  sheet.path(roundedRectangle({ x, y, width: 13, height: 10.4, radius: 1.8 }), {
    fill: {
      from: [x, y],
      to: [x + 13, y + 10],
      stops: [
        { position: 0, color: ink([244, 224, 164]) },
        { position: 1, color: ink([206, 166, 84]) },
      ],
    },
    stroke: line,
    lineWidth: 0.2,
  });
  const contacts = [3.4, 7].map(
    (dy) => moveTo(x, y + dy) + lineTo(x + 4, y + dy) + moveTo(x + 9, y + dy) + lineTo(x + 13, y + dy),
  );
  const frame = roundedRectangle({ x: x + 4, y: y + 2.4, width: 5, height: 5.6, radius: 1 });
  sheet.path(contacts.join("") + frame, { stroke: line, lineWidth: 0.2 });
}

function drawCardGround(background: Sheet): void {
  drawCard(background, CARD, {
    edge: [196, 230, 232],
    middle: [246, 252, 248],
    line: [110, 180, 190],
    waves: [96, 180, 190],
  });
  rosette(background, {
    cx: 74,
    cy: 50,
    radius: 34,
    petals: 7,
    color: [70, 168, 180],
    alpha: 84,
    copies: 10,
    depth: 0.95,
  });
  background.path(circle(CARD.x + 14, CARD.y + 13, 6), { fill: ink(TEAL) });
  rosette(background, {
    cx: CARD.x + 14,
    cy: CARD.y + 13,
    radius: 5.4,
    petals: 8,
    color: [255, 255, 255],
    alpha: 255,
    copies: 2,
    lineWidth: 0.2,
    depth: 0.8,
  });
  background.text({
    text: "样例省社会保障卡",
    x: CARD.x + 24,
    y: CARD.y + 13.6,
    size: 6.4,
    font: FONT.songBold,
    weight: 700,
    spacing: 0.8,
    color: ink(TEAL),
  });
  background.text({
    text: "SOCIAL SECURITY CARD  SAMPLE",
    x: CARD.x + 24.4,
    y: CARD.y + 18.6,
    size: 2.5,
    font: FONT.hei,
    spacing: 0.3,
    color: ink(TEAL, 210),
  });
}

function drawCardFace(canvas: PageCanvas, license: License): void {
  const { background, body } = canvas;
  drawCardGround(background);
  drawChip(background, CARD.x + 9, CARD.y + 27);
  const field = { labelColor: TEAL, labelSize: 3.2, size: 4.2, valueFont: FONT.hei, x: CARD.x + 28, indent: 20 };
  drawField(canvas, { ...field, label: "姓    名", value: faceValue(license, "姓名"), y: CARD.y + 32, size: 5 });
  drawField(canvas, {
    ...field,
    label: "社会保障号",
    value: faceValue(license, "社会保障号码"),
    y: CARD.y + 41,
    size: 3.8,
  });
  drawField(canvas, { ...field, label: "卡    号", value: faceValue(license, "卡号"), y: CARD.y + 50 });
  body.text({
    text: faceValue(license, "银行账号"),
    x: CARD.x + 9,
    y: CARD.y + 66,
    size: 6,
    font: FONT.hei,
    spacing: 0.45,
    color: ink(BLACK),
  });
  drawPhoto(canvas, license, { x: CARD.x + 91, y: CARD.y + 26, width: 20, ground: "white", frame: [150, 200, 206] });
}

function drawParticulars(canvas: PageCanvas, license: License): void {
  const field = { labelColor: TEAL, labelSize: 3.6, size: 3.8, valueFont: FONT.kai, x: 17, indent: 22 };
  drawField(canvas, { ...field, label: "发卡机构", value: license.issuer.name, y: 99 });
  drawField(canvas, { ...field, label: "发卡日期", value: longDate(license.issueDate), y: 107 });
  drawField(canvas, { ...field, label: "参保状态", value: faceValue(license, "参保状态"), y: 115 });
  drawField(canvas, { ...field, label: "服务银行", value: faceValue(license, "服务银行"), y: 123 });
  drawQrCode(canvas.body, { content: license.identifier, x: 107, y: 96, size: 21 });
}

export const SOCIAL_SECURITY_CARD: PageDesign = {
  width: 140,
  height: 142,
  stampAt: [83, 109],
  draw(canvas, license) {
    drawPage(canvas.background, [236, 245, 246], [252, 254, 254]);
    drawCardFace(canvas, license);
    drawParticulars(canvas, license);
    drawSampleMarks(canvas, license, [40, 110, 126]);
  },
};

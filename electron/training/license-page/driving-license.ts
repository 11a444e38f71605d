/** 机动车驾驶证: main page above, 副页 below, as the two sides of the booklet. */

import { faceValue, type License } from "../cast/license.ts";
import { FONT, type Rgb } from "../ofd/sheet.ts";
import { drawBookletHeading } from "./booklet-heading.ts";
import { type Box, ink, rosette } from "./ornament.ts";
import type { PageCanvas, PageDesign } from "./page-design.ts";
import { BLACK, type CardPalette, drawCard, drawPage, drawPhoto, drawSampleMarks } from "./page-parts.ts";
import { drawQrCode } from "./qr-code.ts";
import { drawCell } from "./table-cell.ts";

const MAIN: Box = { x: 10, y: 9, width: 124, height: 88 };
const SECOND: Box = { x: 10, y: 105, width: 124, height: 74 };
const GREEN: Rgb = [34, 108, 84];
const PALETTE: CardPalette = {
  edge: [222, 240, 230],
  middle: [250, 252, 246],
  line: [92, 156, 130],
  waves: [120, 184, 156],
};

function drawMain(canvas: PageCanvas, license: License): void {
  const value = (label: string): string => faceValue(license, label);
  drawCard(canvas.background, MAIN, PALETTE);
  rosette(canvas.background, { cx: 72, cy: 60, radius: 29, petals: 14, color: [110, 180, 150], alpha: 90, copies: 6 });
  drawBookletHeading(canvas.background, {
    box: MAIN,
    title: "机动车驾驶证",
    english: "DRIVING LICENSE  SAMPLE",
    color: GREEN,
  });
  const left = MAIN.x + 7;
  const cell = { color: GREEN, x: left, width: 110, indent: 14 };
  drawCell(canvas, {
    ...cell,
    label: "证号",
    english: "License No.",
    value: value("证号"),
    y: 33,
    font: FONT.hei,
    size: 4.6,
  });
  drawCell(canvas, { ...cell, label: "姓名", english: "Name", value: value("姓名"), y: 42, width: 44 });
  drawCell(canvas, {
    ...cell,
    label: "性别",
    english: "Sex",
    value: value("性别"),
    y: 42,
    x: left + 47,
    width: 24,
    indent: 10,
  });
  drawCell(canvas, {
    ...cell,
    label: "国籍",
    english: "Nationality",
    value: value("国籍"),
    y: 42,
    x: left + 74,
    width: 36,
    indent: 14,
  });
  drawCell(canvas, { ...cell, label: "住址", english: "Address", value: value("住址"), y: 51, size: 3.7 });
  const right = { ...cell, x: left + 42, width: 40, indent: 19, size: 3.7 };
  drawCell(canvas, { ...right, label: "出生日期", english: "Date of Birth", value: value("出生日期"), y: 60.5 });
  drawCell(canvas, { ...right, label: "初次领证", english: "First Issue", value: value("初次领证日期"), y: 70 });
  drawCell(canvas, {
    ...right,
    label: "准驾车型",
    english: "Class",
    value: value("准驾车型"),
    y: 79.5,
    font: FONT.hei,
  });
  drawCell(canvas, {
    ...right,
    label: "有效期限",
    english: "Valid Period",
    value: value("有效期限"),
    y: 89,
    width: 66,
  });
  drawPhoto(canvas, license, { x: left + 86, y: 53.2, width: 24, ground: "white", frame: [150, 190, 170] });
}

function drawSecond(canvas: PageCanvas, license: License): void {
  const value = (label: string): string => faceValue(license, label);
  drawCard(canvas.background, SECOND, PALETTE);
  drawBookletHeading(canvas.background, {
    box: SECOND,
    title: "机动车驾驶证副页",
    english: "DUPLICATE OF DRIVING LICENSE  SAMPLE",
    color: GREEN,
  });
  const left = SECOND.x + 7;
  const cell = { color: GREEN, x: left, width: 76, indent: 16 };
  drawCell(canvas, { ...cell, label: "证号", english: "License No.", value: value("证号"), y: 130, font: FONT.hei });
  drawCell(canvas, { ...cell, label: "姓名", english: "Name", value: value("姓名"), y: 140 });
  drawCell(canvas, {
    ...cell,
    label: "档案编号",
    english: "File No.",
    value: value("档案编号"),
    y: 150,
    font: FONT.hei,
  });
  drawCell(canvas, { ...cell, label: "记录", english: "Record", value: value("记录"), y: 164, size: 3.6 });
  canvas.background.text({
    text: license.issuer.name,
    x: left,
    y: 173.4,
    size: 3.2,
    font: FONT.hei,
    color: ink(BLACK),
  });
  drawQrCode(canvas.body, { content: license.identifier, x: 100, y: 128, size: 27 });
}

export const DRIVING_LICENSE: PageDesign = {
  width: 144,
  height: 194,
  stampAt: [35.5, 71.5],
  draw(canvas, license) {
    drawPage(canvas.background, [238, 244, 240], [252, 254, 252]);
    drawMain(canvas, license);
    drawSecond(canvas, license);
    drawSampleMarks(canvas, license, [50, 100, 84]);
  },
};

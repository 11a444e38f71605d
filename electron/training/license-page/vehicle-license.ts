/** 机动车行驶证: main page above, 副页 below with a drawing of the vehicle. */

import { faceValue, type License } from "../cast/license.ts";
import { circle, curveTo, lineTo, moveTo } from "../ofd/path-data.ts";
import { FONT, type Rgb, type Sheet } from "../ofd/sheet.ts";
import { drawBookletHeading } from "./booklet-heading.ts";
import { type Box, ink, rosette } from "./ornament.ts";
import type { PageCanvas, PageDesign } from "./page-design.ts";
import { type CardPalette, drawCard, drawPage, drawSampleMarks } from "./page-parts.ts";
import { drawQrCode } from "./qr-code.ts";
import { drawCell } from "./table-cell.ts";

const MAIN: Box = { x: 10, y: 9, width: 124, height: 88 };
const SECOND: Box = { x: 10, y: 105, width: 124, height: 76 };
const LEFT = MAIN.x + 7;
const BLUE: Rgb = [36, 82, 140];
const PALETTE: CardPalette = {
  edge: [222, 234, 246],
  middle: [250, 251, 254],
  line: [110, 148, 196],
  waves: [140, 176, 214],
};

function drawMain(canvas: PageCanvas, license: License): void {
  const value = (label: string): string => faceValue(license, label);
  drawCard(canvas.background, MAIN, PALETTE);
  rosette(canvas.background, { cx: 72, cy: 60, radius: 29, petals: 18, color: [130, 164, 210], alpha: 95, copies: 6 });
  drawBookletHeading(canvas.background, {
    box: MAIN,
    title: "机动车行驶证",
    english: "VEHICLE LICENSE  SAMPLE",
    color: BLUE,
  });
  const cell = { color: BLUE, x: LEFT, width: 110, indent: 16 };
  drawCell(canvas, {
    ...cell,
    label: "号牌号码",
    english: "Plate No.",
    value: value("号牌号码"),
    y: 33,
    width: 50,
    font: FONT.hei,
    size: 4.4,
  });
  drawCell(canvas, {
    ...cell,
    label: "车辆类型",
    english: "Vehicle Type",
    value: value("车辆类型"),
    y: 33,
    x: LEFT + 54,
    width: 56,
    indent: 18,
  });
  drawCell(canvas, { ...cell, label: "所有人", english: "Owner", value: value("所有人"), y: 42 });
  drawCell(canvas, { ...cell, label: "住址", english: "Address", value: value("住址"), y: 51, size: 3.7 });
  drawTechnical(canvas, value);
}

function drawTechnical(canvas: PageCanvas, value: (label: string) => string): void {
  const cell = { color: BLUE, x: LEFT, width: 110, indent: 16 };
  drawCell(canvas, {
    ...cell,
    label: "使用性质",
    english: "Use Character",
    value: value("使用性质"),
    y: 60,
    x: LEFT + 40,
    width: 32,
    indent: 19,
    size: 3.6,
  });
  drawCell(canvas, {
    ...cell,
    label: "品牌型号",
    english: "Model",
    value: value("品牌型号"),
    y: 60,
    x: LEFT + 74,
    width: 36,
    indent: 14,
    size: 3.2,
  });
  const right = { ...cell, x: LEFT + 40, width: 70, indent: 24, size: 3.8, font: FONT.hei };
  drawCell(canvas, { ...right, label: "车辆识别代号", english: "VIN", value: value("车辆识别代号"), y: 69.5 });
  drawCell(canvas, { ...right, label: "发动机号码", english: "Engine No.", value: value("发动机号码"), y: 79 });
  drawCell(canvas, {
    ...right,
    label: "注册日期",
    english: "Register Date",
    value: value("注册日期"),
    y: 88.5,
    width: 36,
    indent: 18,
    size: 3.1,
  });
  drawCell(canvas, {
    ...right,
    label: "发证日期",
    english: "Issue Date",
    value: value("发证日期"),
    y: 88.5,
    x: LEFT + 78,
    width: 32,
    indent: 14,
    size: 3.1,
  });
}

/** A light van from the side, in lines only. */
function drawVehicle(sheet: Sheet, x: number, y: number): void {
  const outline =
    moveTo(0, 15) +
    lineTo(0, 3) +
    curveTo([0, 1], [1, 0], [3, 0]) +
    lineTo(25, 0) +
    lineTo(25, 15) +
    lineTo(0, 15) +
    moveTo(26, 15) +
    lineTo(26, 4) +
    lineTo(33, 4) +
    curveTo([35, 4], [36.4, 5.4], [37, 7]) +
    lineTo(39, 10) +
    curveTo([40.4, 10.4], [41, 11.4], [41, 13]) +
    lineTo(41, 15) +
    lineTo(26, 15) +
    moveTo(29, 9.6) +
    lineTo(29, 5.6) +
    lineTo(33, 5.6) +
    lineTo(35.6, 9.6) +
    lineTo(29, 9.6);
  const wheels = [7, 33].map((cx) => circle(cx, 15.4, 3) + circle(cx, 15.4, 1.3)).join("");
  const ctm = [1, 0, 0, 1, x, y] as const;
  sheet.path(outline, {
    fill: ink([235, 241, 249], 220),
    stroke: ink(BLUE, 190),
    lineWidth: 0.3,
    roundEnds: true,
    ctm,
  });
  sheet.path(wheels, { fill: ink([250, 252, 255]), stroke: ink(BLUE, 210), lineWidth: 0.35, ctm });
}

function drawSecond(canvas: PageCanvas, license: License): void {
  const value = (label: string): string => faceValue(license, label);
  drawCard(canvas.background, SECOND, PALETTE);
  drawBookletHeading(canvas.background, {
    box: SECOND,
    title: "机动车行驶证副页",
    english: "DUPLICATE OF VEHICLE LICENSE  SAMPLE",
    color: BLUE,
  });
  const near = { color: BLUE, x: LEFT, width: 40, indent: 16, size: 3.5 };
  const far = { ...near, x: LEFT + 42, width: 36 };
  drawCell(canvas, {
    ...near,
    label: "号牌号码",
    english: "Plate No.",
    value: value("号牌号码"),
    y: 131,
    font: FONT.hei,
  });
  drawCell(canvas, { ...far, label: "核定载人", english: "Capacity", value: value("核定载人数"), y: 131 });
  drawCell(canvas, { ...near, label: "总质量", english: "Gross Mass", value: value("总质量"), y: 141 });
  drawCell(canvas, {
    ...far,
    label: "整备质量",
    english: "Unladen Mass",
    value: value("整备质量"),
    y: 141,
    indent: 17,
  });
  drawCell(canvas, { ...near, label: "外廓尺寸", english: "Dimensions", value: value("外廓尺寸"), y: 151, width: 78 });
  drawCell(canvas, { ...near, label: "检验记录", english: "Inspection", value: value("检验记录"), y: 161, width: 64 });
  drawCell(canvas, { ...near, label: "备注", english: "Remarks", value: value("备注"), y: 171, width: 64 });
  drawVehicle(canvas.background, LEFT + 68, 156);
  drawQrCode(canvas.body, { content: license.identifier, x: LEFT + 84, y: 124, size: 25 });
}

export const VEHICLE_LICENSE: PageDesign = {
  width: 144,
  height: 196,
  stampAt: [35, 73],
  draw(canvas, license) {
    drawPage(canvas.background, [238, 243, 249], [252, 253, 255]);
    drawMain(canvas, license);
    drawSecond(canvas, license);
    drawSampleMarks(canvas, license, [60, 90, 140]);
  },
};

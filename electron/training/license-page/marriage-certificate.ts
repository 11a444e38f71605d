/** 结婚证 and 离婚证: a two-page spread in red or plum, photo and particulars left, the two parties right. */

import { faceValue, type License } from "../cast/license.ts";
import { lineTo, moveTo, rectangle } from "../ofd/path-data.ts";
import { FONT, type Rgb } from "../ofd/sheet.ts";
import { breakLines } from "../ofd/text-advance.ts";
import { couplePng, portraitPng } from "../portrait/portrait.ts";
import { braidedBorder, ink, rosette, tintedGround, wavedGround } from "./ornament.ts";
import type { PageCanvas, PageDesign } from "./page-design.ts";
import { BLACK, drawField, drawPage, drawSampleMarks, longDate } from "./page-parts.ts";
import { drawQrCode } from "./qr-code.ts";

const WIDTH = 256;
const HEIGHT = 186;

interface Manner {
  readonly title: string;
  readonly sentence: string;
  readonly numberLabel: string;
  readonly main: Rgb;
  readonly accent: Rgb;
  readonly edge: Rgb;
  readonly middle: Rgb;
  readonly petals: number;
}

const MARRIAGE: Manner = {
  title: "结婚证",
  sentence: "结婚申请，符合《中华人民共和国民法典》规定，予以登记，发给此证。",
  numberLabel: "结婚证字号",
  main: [178, 28, 40],
  accent: [222, 172, 84],
  edge: [252, 232, 226],
  middle: [255, 249, 240],
  petals: 6,
};

const DIVORCE: Manner = {
  title: "离婚证",
  sentence: "离婚申请，符合《中华人民共和国民法典》规定，予以登记，发给此证。",
  numberLabel: "离婚证字号",
  main: [116, 40, 84],
  accent: [196, 150, 160],
  edge: [246, 232, 240],
  middle: [253, 249, 250],
  petals: 10,
};

function drawGround(canvas: PageCanvas, manner: Manner): void {
  const sheet = canvas.background;
  drawPage(sheet, manner.edge, [255, 254, 252]);
  for (const x of [8, 131]) {
    const inner = { x: x + 7, y: 15, width: 103, height: 149 };
    tintedGround(sheet, inner, manner.edge, manner.middle);
    wavedGround(sheet, { box: inner, color: manner.accent, alpha: 62, pitch: 2.4, amplitude: 3, halfPeriod: 17 });
    rosette(sheet, {
      cx: x + 58.5,
      cy: 90,
      radius: 46,
      petals: manner.petals,
      color: manner.accent,
      alpha: 70,
      copies: 8,
      depth: 0.95,
      lineWidth: 0.12,
    });
    braidedBorder(sheet, {
      box: { x, y: 8, width: 117, height: 163 },
      main: manner.main,
      accent: manner.accent,
      band: 4.2,
    });
  }
  sheet.path(moveTo(WIDTH / 2, 6) + lineTo(WIDTH / 2, HEIGHT - 14), {
    stroke: ink(manner.main, 90),
    lineWidth: 0.2,
    dash: [1.6, 1.2],
  });
}

function drawLeft(canvas: PageCanvas, license: License, manner: Manner): void {
  const value = (label: string): string => faceValue(license, label);
  const { background, body } = canvas;
  background.text({
    text: manner.title,
    x: 66.5,
    y: 37,
    size: 12,
    font: FONT.songBold,
    weight: 900,
    align: "center",
    spacing: 7,
    color: ink(manner.main),
  });
  const [first, second] = license.portraits;
  if (first !== undefined && second !== undefined) {
    const box = { x: 33.5, y: 44, width: 66, height: (66 * 190) / 288 };
    canvas.addPhoto(couplePng(first, second), box);
    body.path(rectangle(box.x, box.y, box.width, box.height), { stroke: ink(manner.accent), lineWidth: 0.4 });
  } else if (first !== undefined) {
    const box = { x: 48.5, y: 43, width: 36, height: (36 * 256) / 208 };
    canvas.addPhoto(portraitPng(first, "white"), box);
    body.path(rectangle(box.x, box.y, box.width, box.height), { stroke: ink(manner.accent), lineWidth: 0.4 });
  }
  const field = { labelColor: manner.main, labelSize: 4.1, size: 4.6, x: 23, indent: 28, labelSpread: 22 };
  let y = 101;
  for (const label of ["持证人", "登记日期", manner.numberLabel, "备注"])
    y = drawField(canvas, { ...field, label, value: value(label), y }) + 2.9;
  background.text({
    text: "登记机关",
    x: 23,
    y: 144,
    size: 4.1,
    font: FONT.hei,
    spreadTo: 22,
    color: ink(manner.main),
  });
  body.text({ text: license.issuer.name, x: 51, y: 144, size: 4.6, font: FONT.kai, color: ink(BLACK) });
}

function drawParty(canvas: PageCanvas, license: License, manner: Manner, party: { prefix: string; y: number }): void {
  const value = (label: string): string => faceValue(license, `${party.prefix}${label}`);
  const field = { labelColor: manner.main, labelSize: 4, size: 4.5, x: 148, indent: 26, labelSpread: 20, y: party.y };
  drawField(canvas, { ...field, label: "姓名", value: value("姓名"), size: 5 });
  drawField(canvas, { ...field, label: "性别", value: value("性别"), x: 205, indent: 14, labelSpread: 9 });
  drawField(canvas, { ...field, label: "国籍", value: value("国籍"), y: party.y + 9.5 });
  drawField(canvas, { ...field, label: "出生日期", value: longDate(value("出生日期")), y: party.y + 19 });
  drawField(canvas, {
    ...field,
    label: "身份证件号",
    value: value("身份证件号"),
    y: party.y + 28.5,
    valueFont: FONT.hei,
  });
}

function drawRight(canvas: PageCanvas, license: License, manner: Manner): void {
  const { background, body } = canvas;
  drawParty(canvas, license, manner, { prefix: "甲方", y: 32 });
  background.path(moveTo(146, 67.5) + lineTo(233, 67.5), { stroke: ink(manner.accent), lineWidth: 0.3 });
  drawParty(canvas, license, manner, { prefix: "乙方", y: 78 });
  background.path(moveTo(146, 113.5) + lineTo(233, 113.5), { stroke: ink(manner.accent), lineWidth: 0.3 });
  breakLines(`    ${manner.sentence}`, 4.5, 84).forEach((text, index) => {
    background.text({ text, x: 148, y: 123 + index * 7, size: 4.5, font: FONT.kai, color: ink(BLACK) });
  });
  drawQrCode(body, { content: license.identifier, x: 212, y: 138, size: 20, color: manner.main });
  body.text({ text: longDate(license.issueDate), x: 148, y: 152, size: 4.5, font: FONT.kai, color: ink(BLACK) });
}

function design(manner: Manner): PageDesign {
  return {
    width: WIDTH,
    height: HEIGHT,
    stampAt: [80, 141],
    draw(canvas, license) {
      drawGround(canvas, manner);
      drawLeft(canvas, license, manner);
      drawRight(canvas, license, manner);
      drawSampleMarks(canvas, license, manner.main);
    },
  };
}

export const MARRIAGE_CERTIFICATE = design(MARRIAGE);
export const DIVORCE_CERTIFICATE = design(DIVORCE);

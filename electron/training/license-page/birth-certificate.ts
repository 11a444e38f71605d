/** 出生医学证明: upright, rose frame, a ruled table of the child and both parents, two small footprints as ground. */

import { faceValue, type License } from "../cast/license.ts";
import { ellipse, rectangle } from "../ofd/path-data.ts";
import { FONT, type Rgb, type Sheet } from "../ofd/sheet.ts";
import { fittedSize } from "../ofd/text-advance.ts";
import { braidedBorder, ink, rosette, tintedGround, wavedGround } from "./ornament.ts";
import type { PageCanvas, PageDesign } from "./page-design.ts";
import { BLACK, drawPage, drawSampleMarks, longDate } from "./page-parts.ts";
import { drawQrCode } from "./qr-code.ts";

const WIDTH = 210;
const HEIGHT = 268;
const ROSE: Rgb = [176, 74, 96];
const PALE: Rgb = [232, 168, 180];
const [LEFT, RIGHT, TOP, ROW] = [29, 181, 82, 12];

type Row = readonly (readonly [label: string, span: number])[];

/** Spans are shares of the table's width. */
const ROWS: readonly Row[] = [
  [
    ["新生儿姓名", 0.5],
    ["性别", 0.25],
    ["出生孕周", 0.25],
  ],
  [
    ["出生时间", 0.5],
    ["出生体重", 0.25],
    ["出生身长", 0.25],
  ],
  [["出生地点", 1]],
  [["医疗机构名称", 1]],
  [
    ["母亲姓名", 0.5],
    ["母亲年龄", 0.25],
    ["母亲民族", 0.25],
  ],
  [["母亲身份证号", 1]],
  [
    ["父亲姓名", 0.5],
    ["父亲年龄", 0.25],
    ["父亲民族", 0.25],
  ],
  [["父亲身份证号", 1]],
  [["住址", 1]],
];

/** Sole and five toes; `side` −1 mirrors it. */
function drawFootprint(sheet: Sheet, [x, y]: readonly [number, number], side: 1 | -1): void {
  const toes = [0, 1, 2, 3, 4].map((toe) =>
    ellipse(-3.4 + toe * 1.75, -8.6 + toe * toe * 0.17, 0.98 - toe * 0.09, 1.15 - toe * 0.1),
  );
  const sole = ellipse(0, -3.4, 4, 3.6) + ellipse(0.5, 3.6, 2.7, 3.4) + ellipse(0.8, 0.4, 2.3, 4);
  sheet.path(sole, { fill: ink([240, 178, 190], 120), ctm: [side * 1.5, 0.2, -0.2 * side, 1.5, x, y] });
  sheet.path(toes.join(""), { fill: ink([240, 178, 190], 150), ctm: [side * 1.5, 0.2, -0.2 * side, 1.5, x, y] });
}

function drawGround(canvas: PageCanvas): void {
  const sheet = canvas.background;
  drawPage(sheet, [253, 243, 244], [255, 253, 252]);
  const inner = { x: 17, y: 17, width: WIDTH - 34, height: HEIGHT - 48 };
  tintedGround(sheet, inner, [252, 236, 238], [255, 251, 248]);
  wavedGround(sheet, { box: inner, color: [238, 186, 196], alpha: 84, pitch: 2.3, amplitude: 3.4, halfPeriod: 19 });
  rosette(sheet, {
    cx: WIDTH / 2,
    cy: 138,
    radius: 58,
    petals: 20,
    color: [238, 178, 190],
    alpha: 84,
    copies: 7,
    lineWidth: 0.12,
  });
  braidedBorder(sheet, {
    box: { x: 9, y: 9, width: WIDTH - 18, height: HEIGHT - 32 },
    main: ROSE,
    accent: PALE,
    band: 4.6,
  });
  drawFootprint(sheet, [41, 58], 1);
  drawFootprint(sheet, [56, 48], -1);
}

function drawTable(canvas: PageCanvas, license: License): void {
  const { background, body } = canvas;
  const width = RIGHT - LEFT;
  ROWS.forEach((row, index) => {
    let x = LEFT;
    const y = TOP + index * ROW;
    for (const [label, span] of row) {
      const labelWidth = span === 0.25 ? 17 : 28;
      background.path(rectangle(x, y, width * span, ROW) + rectangle(x, y, labelWidth, ROW), {
        stroke: ink(ROSE, 190),
        lineWidth: 0.18,
      });
      background.path(rectangle(x, y, labelWidth, ROW), { fill: ink(PALE, 60) });
      background.text({
        text: label,
        x: x + labelWidth / 2,
        y: y + 7.2,
        size: span === 0.25 ? 3.3 : 3.7,
        font: FONT.hei,
        align: "center",
        color: ink(ROSE),
      });
      const value = faceValue(license, label);
      body.text({
        text: value,
        x: x + labelWidth + 2.4,
        y: y + 7.4,
        size: fittedSize(value, 4.2, width * span - labelWidth - 4),
        font: FONT.kai,
        color: ink(BLACK),
      });
      x += width * span;
    }
  });
  background.path(rectangle(LEFT, TOP, width, ROW * ROWS.length), { stroke: ink(ROSE), lineWidth: 0.45 });
}

export const BIRTH_CERTIFICATE: PageDesign = {
  width: WIDTH,
  height: HEIGHT,
  stampAt: [150, 213],
  draw(canvas, license) {
    const { background, body } = canvas;
    drawGround(canvas);
    background.text({
      text: "出生医学证明",
      x: WIDTH / 2 + 8,
      y: 50,
      size: 13,
      font: FONT.songBold,
      weight: 900,
      align: "center",
      spacing: 3.6,
      color: ink(ROSE),
    });
    background.text({
      text: "BIRTH CERTIFICATE  SAMPLE",
      x: WIDTH / 2 + 8,
      y: 58,
      size: 3.6,
      font: FONT.hei,
      align: "center",
      spacing: 0.8,
      color: ink(ROSE, 210),
    });
    background.text({ text: "编号", x: LEFT, y: 76, size: 3.8, font: FONT.hei, color: ink(ROSE) });
    body.text({
      text: license.number,
      x: LEFT + 11,
      y: 76.2,
      size: 4.6,
      font: FONT.hei,
      spacing: 0.3,
      color: ink(BLACK),
    });
    drawTable(canvas, license);
    background.text({ text: "签发机构", x: 101, y: 211, size: 4.2, font: FONT.hei, color: ink(ROSE) });
    body.text({
      text: license.issuer.name,
      x: 150,
      y: 211,
      size: 4.4,
      font: FONT.kai,
      align: "center",
      color: ink(BLACK),
    });
    body.text({
      text: longDate(license.issueDate),
      x: 150,
      y: 219.5,
      size: 4.4,
      font: FONT.kai,
      align: "center",
      color: ink(BLACK),
    });
    drawQrCode(body, { content: license.identifier, x: 33, y: 199, size: 28, color: [96, 40, 56] });
    drawSampleMarks(canvas, license, ROSE);
  },
};

/**
 * The face of a round government seal as a small OFD (picture type "ofd" of GB/T 38540-2020): ring, five-pointed star,
 * the agency's name along the circle glyph by glyph, the seal's purpose beneath the star, all in millimetres.
 */

import { packageParts, zipParts } from "../ofd/ofd-package.ts";
import { circle, star } from "../ofd/path-data.ts";
import { type Color, createIds, FONT, Sheet } from "../ofd/sheet.ts";

export interface SealFace {
  /** Along the upper arc, for example 样例市公安局. */
  readonly agency: string;
  /** Straight beneath the star, for example 电子证照专用章; may be empty. */
  readonly purpose: string;
  readonly diameterMm: number;
  /** 13 digits along the lower edge, as registered seals carry them. */
  readonly number: string;
}

/** A little transparency lets the date printed under the seal be read, as with real ink. */
const RED: Color = { rgb: [214, 24, 32], alpha: 225 };

/** Radians between the middles of neighbouring glyphs; long names close up. */
function glyphStep(count: number): number {
  const widest = (Math.PI * 222) / 180;
  return Math.min(0.46, widest / Math.max(count - 1, 1));
}

function drawAgency(sheet: Sheet, face: SealFace): void {
  const center = face.diameterMm / 2;
  const glyphs = Array.from(face.agency);
  const step = glyphStep(glyphs.length);
  const size = face.diameterMm * 0.132;
  const baseline = center * 0.625;
  // Seal lettering is tall and narrow; it narrows further where a long name needs the room.
  const narrow = Math.min(0.82, (step * baseline * 0.98) / size);
  glyphs.forEach((text, index) => {
    const angle = (index - (glyphs.length - 1) / 2) * step;
    const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
    sheet.glyph({
      text,
      size,
      font: FONT.songBold,
      weight: 700,
      color: RED,
      origin: [-size / 2, -baseline],
      ctm: [cos * narrow, sin * narrow, -sin, cos, center, center],
    });
  });
}

function drawNumber(sheet: Sheet, face: SealFace): void {
  const center = face.diameterMm / 2;
  const size = face.diameterMm * 0.043;
  const baseline = center * 0.885;
  const step = (size * 0.78) / baseline;
  const digits = Array.from(face.number);
  digits.forEach((text, index) => {
    const angle = (index - (digits.length - 1) / 2) * step;
    const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
    sheet.glyph({
      text,
      size,
      font: FONT.hei,
      color: RED,
      origin: [-size * 0.29, baseline],
      ctm: [cos, -sin, sin, cos, center, center],
    });
  });
}

/** On a sheet of the seal's own size. */
export function drawSealFace(sheet: Sheet, face: SealFace): void {
  const { diameterMm: diameter } = face;
  const center = diameter / 2;
  const ring = diameter * 0.029;
  sheet.path(circle(center, center, center - ring / 2 - 0.05), { stroke: RED, lineWidth: ring });
  sheet.path(star({ cx: center, cy: center, outer: diameter * 0.148, inner: diameter * 0.0566, points: 5 }), {
    fill: RED,
  });
  drawAgency(sheet, face);
  if (face.purpose !== "") {
    const size = diameter * (face.purpose.length > 8 ? 0.074 : 0.086);
    sheet.text({
      text: face.purpose,
      x: center,
      y: center + diameter * 0.305,
      size,
      font: FONT.song,
      weight: 600,
      color: RED,
      align: "center",
      spacing: size * 0.06,
    });
  }
  drawNumber(sheet, face);
}

export function drawSealPicture(face: SealFace): Uint8Array {
  const { diameterMm: diameter } = face;
  const ids = createIds(100);
  const sheet = new Sheet(diameter, diameter, ids);
  drawSealFace(sheet, face);
  const parts = packageParts({
    docId: "00000000000000000000000000000000",
    title: `${face.agency}${face.purpose}`,
    author: "样例印章制作中心",
    createdOn: "2019-01-01",
    customData: [],
    pages: [{ pageId: 1, width: diameter, height: diameter, body: sheet }],
    images: [],
    ids,
  });
  return zipParts(parts, Date.UTC(2019, 0, 1));
}

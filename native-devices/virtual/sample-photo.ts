/**
 * The photo of a virtual card: not WLT and of nobody, but a mark that says which silhouette to draw, and the drawing of it with 样例
 * across. No real card can pass for it and no real decoder can read it.
 */
import { PHOTO_BYTES, PHOTO_HEIGHT, PHOTO_WIDTH } from "../../electron/domain/person/photo.ts";
import type { PhotoDecoder } from "../photo/photo-decoder.ts";
import type { InventedPerson } from "./citizen-card.ts";
import { inkOfLabel } from "./sample-label.ts";

const WLT_BYTES = 1024;
const MARK = new TextEncoder().encode("LIANGZHENG SAMPLE PHOTO");

type Colour = readonly [red: number, green: number, blue: number];
const GROUND: Colour = [222, 228, 236];
const SKIN: Colour = [196, 203, 214];
const HAIR: Colour = [92, 103, 122];
const CLOTHES: Colour = [122, 136, 160];
const LABEL: Colour = [198, 60, 52];

/** As many bytes as a card has for a photo. */
export function samplePhoto({ number }: InventedPerson): Uint8Array {
  const bytes = new Uint8Array(WLT_BYTES);
  bytes.set(MARK);
  bytes[MARK.length] = Number(number[16]) % 2;
  return bytes;
}

export const decodeSamplePhoto: PhotoDecoder = async (bytes) => {
  if (!MARK.every((byte, at) => bytes[at] === byte)) return { gap: "decoder-garbage" };
  const isMan = bytes[MARK.length] === 1;
  const pixels = new Uint8Array(PHOTO_BYTES);
  for (let y = 0; y < PHOTO_HEIGHT; y += 1) {
    for (let x = 0; x < PHOTO_WIDTH; x += 1) pixels.set(pointAt(x, y, isMan), (y * PHOTO_WIDTH + x) * 3);
  }
  return { pixels };
};

/** Four looks at each point, so that edges are smooth. */
function pointAt(x: number, y: number, isMan: boolean): Colour {
  const looks = [0.25, 0.75].flatMap((dx) => [0.25, 0.75].map((dy) => colourAt(x + dx, y + dy, isMan)));
  const mean = (channel: 0 | 1 | 2) => looks.reduce((sum, look) => sum + look[channel], 0) / looks.length;
  return [mean(0), mean(1), mean(2)];
}

function colourAt(x: number, y: number, isMan: boolean): Colour {
  const inside = (cx: number, cy: number, rx: number, ry: number) => ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1;
  const isFace = inside(51, 55, 20, 26);
  const isHair = isMan ? inside(51, 43, 24, 22) && y < 46 : inside(51, 55, 30, 36) && y < 86;
  const figure = (): Colour => {
    if (isFace && (y > 40 || !isHair)) return SKIN;
    if (x > 43 && x < 59 && y > 74 && y < 96) return SKIN;
    if (inside(51, 130, 45, 38)) return CLOTHES;
    return isHair ? HAIR : GROUND;
  };
  const ink = inkOfLabel(x, y);
  const under = figure();
  const blend = (channel: 0 | 1 | 2) => LABEL[channel] * ink + under[channel] * (1 - ink);
  return [blend(0), blend(1), blend(2)];
}

/**
 * What a synthetic portrait looks like, drawn from a seed so that the same person always has the same face. No picture
 * of a real person is involved: every face is put together from the shapes in this folder.
 */

import { createHash } from "node:crypto";
import type { Rgb } from "./raster.ts";

export type Hair = "short" | "parted" | "cropped" | "long" | "bob" | "tied" | "child";
export type Clothing = "suit" | "shirt" | "blouse" | "sweater";

export interface Likeness {
  readonly hair: Hair;
  readonly hairColor: Rgb;
  readonly skin: Rgb;
  readonly lips: Rgb;
  readonly clothing: Clothing;
  readonly cloth: Rgb;
  readonly tie: Rgb;
  readonly glasses: boolean;
  /** Scale of the face's width, 0.94 to 1.06. */
  readonly breadth: number;
  readonly isChild: boolean;
  readonly isMale: boolean;
}

export interface LikenessSeed {
  readonly seed: string;
  readonly sex: "男" | "女";
  readonly age: number;
}

const SKINS: readonly Rgb[] = [
  [246, 214, 190],
  [242, 206, 178],
  [238, 198, 168],
  [233, 190, 158],
];
const CLOTHS: readonly Rgb[] = [
  [38, 48, 66],
  [54, 60, 74],
  [44, 58, 62],
  [66, 54, 58],
  [52, 66, 92],
];
const SOFT_CLOTHS: readonly Rgb[] = [
  [92, 112, 138],
  [138, 104, 112],
  [104, 126, 114],
  [148, 126, 98],
  [214, 220, 228],
];
const TIES: readonly Rgb[] = [
  [120, 34, 44],
  [36, 66, 116],
  [62, 82, 72],
  [92, 72, 104],
];
const DARK_HAIR: Rgb = [38, 32, 32];
const GREY_HAIR: Rgb = [116, 114, 116];

export function likenessOf({ seed, sex, age }: LikenessSeed): Likeness {
  const digest = createHash("sha256").update(`portrait:${seed}`).digest();
  const draw = <T>(index: number, options: readonly T[]): T => {
    const chosen = options[(digest[index] ?? 0) % options.length];
    if (chosen === undefined) throw new Error("nothing to draw from");
    return chosen;
  };
  const isChild = age < 12;
  const isMale = sex === "男";
  const clothing = isChild
    ? "sweater"
    : draw<Clothing>(3, isMale ? ["suit", "suit", "shirt", "sweater"] : ["suit", "blouse", "blouse", "sweater"]);
  return {
    hair: isChild ? "child" : draw<Hair>(0, isMale ? ["short", "parted", "cropped"] : ["long", "bob", "tied"]),
    hairColor: age >= 58 ? GREY_HAIR : DARK_HAIR,
    skin: draw(1, SKINS),
    lips: isMale ? [196, 128, 112] : [204, 104, 104],
    clothing,
    cloth: draw(2, clothing === "suit" ? CLOTHS : SOFT_CLOTHS),
    tie: draw(4, TIES),
    glasses: !isChild && (digest[5] ?? 0) % 6 === 0,
    breadth: 0.95 + ((digest[6] ?? 0) / 255) * 0.09,
    isChild,
    isMale,
  };
}

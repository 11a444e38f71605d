/**
 * CT_Color with its colour space (GB/T 33190-2016 §8.3): GRAY, RGB and CMYK values, palette indices, opacity.
 * Shadings are in shadings.ts; an ICC profile is not applied, the plain values are close enough for a counter.
 */
import { childrenNamed, type XmlElement } from "../seal/xml.ts";
import type { Ledger } from "./ledger.ts";
import type { ResourceTable } from "./resources.ts";
import { readAlpha, readNumber, readWords } from "./value-syntax.ts";

export interface SolidColor {
  /** `#rrggbb` */
  readonly color: string;
  /** 0..1 */
  readonly alpha: number;
}

/** What a colour needs to know of its document. */
export interface ColorContext {
  readonly resources: ResourceTable;
  /** CommonData/DefaultCS. */
  readonly defaultSpace: string | undefined;
  readonly ledger: Ledger;
}

/** The colour of an element such as FillColor; black where it names no value (§8.3.1). */
export function readSolidColor(element: XmlElement, context: ColorContext): SolidColor {
  const space = context.resources.find("ColorSpace", element.attributes["ColorSpace"] ?? context.defaultSpace)?.element;
  const value = element.attributes["Value"] ?? paletteValue(element, space);
  const alpha = readAlpha(element.attributes["Alpha"]);
  if (value === undefined) return { color: "#000000", alpha };
  const color = colorOfValues(readChannels(value, bitsOf(space)));
  if (color === undefined) context.ledger.omit("COLOR_MALFORMED", value);
  return { color: color ?? "#000000", alpha };
}

/** Palettes are shared by many objects and read once. */
const palettes = new WeakMap<XmlElement, readonly XmlElement[]>();

function paletteValue(element: XmlElement, space: XmlElement | undefined): string | undefined {
  const index = readNumber(element.attributes["Index"]);
  if (index === undefined || !space) return undefined;
  const palette = palettes.get(space) ?? childrenNamed(space, "Palette").flatMap((list) => childrenNamed(list, "CV"));
  palettes.set(space, palette);
  return palette[index]?.text;
}

function bitsOf(space: XmlElement | undefined): number {
  const bits = readNumber(space?.attributes["BitsPerComponent"]);
  return bits !== undefined && [1, 2, 4, 8, 16].includes(bits) ? bits : 8;
}

/** Channels as 0..1. Values are decimal or `#` and hexadecimal digits (§7.3 ST_Array of colour values). */
function readChannels(value: string, bits: number): readonly number[] | undefined {
  const words = readWords(value);
  const whole = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(words[0] ?? "");
  if (whole && words.length === 1) return whole.slice(1).map((pair) => Number.parseInt(pair, 16) / 255);
  const highest = 2 ** bits - 1;
  const channels: number[] = [];
  for (const word of words.slice(0, 5)) {
    const number = /^#[0-9a-f]{1,4}$/i.test(word) ? Number.parseInt(word.slice(1), 16) : readNumber(word);
    if (number === undefined) return undefined;
    channels.push(Math.min(1, Math.max(0, number / highest)));
  }
  return channels;
}

/** The number of channels tells GRAY, RGB and CMYK apart, also where the named space is missing or says otherwise. */
function colorOfValues(channels: readonly number[] | undefined): string | undefined {
  const [first = 0, second = 0, third = 0, black = 0] = channels ?? [];
  switch (channels?.length) {
    case 1:
      return hexColor(first, first, first);
    case 3:
      return hexColor(first, second, third);
    case 4:
      return hexColor((1 - first) * (1 - black), (1 - second) * (1 - black), (1 - third) * (1 - black));
    default:
      return undefined;
  }
}

function hexColor(...channels: readonly number[]): string {
  return `#${channels
    .map((c) =>
      Math.round(c * 255)
        .toString(16)
        .padStart(2, "0"),
    )
    .join("")}`;
}

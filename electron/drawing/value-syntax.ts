/**
 * The simple types of GB/T 33190-2016 §7.3 as they stand in attributes: numbers, ST_Array, ST_Box, flags.
 * What does not follow the syntax is `undefined`, so that the caller takes the standard's default.
 */
import type { Box } from "./drawing.ts";
import { LIMITS } from "./limits.ts";

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/;

/** A finite decimal number of at most ±1e6. */
export function readNumber(text: string | undefined): number | undefined {
  const trimmed = text?.trim();
  if (!trimmed || trimmed.length > 64 || !NUMBER.test(trimmed)) return undefined;
  const value = Number(trimmed);
  return Math.abs(value) <= LIMITS.coordinate ? value : undefined;
}

/** The words of an ST_Array; commas are met in the wild beside the blanks of the standard. */
export function readWords(text: string | undefined): readonly string[] {
  return text?.slice(0, LIMITS.listCharacters).match(/[^\s,]+/g) ?? [];
}

/** All numbers of an ST_Array, or `undefined` when one of them is none. An empty list is `undefined` too. */
export function readNumbers(text: string | undefined): readonly number[] | undefined {
  const numbers = readWords(text).map(readNumber);
  return numbers.length > 0 && numbers.every((n) => n !== undefined) ? numbers : undefined;
}

/** ST_Box `x y width height`; sizes are not negative. */
export function readBox(text: string | undefined): Box | undefined {
  const numbers = readNumbers(text);
  if (!numbers || numbers.length < 4) return undefined;
  const [x = 0, y = 0, width = 0, height = 0] = numbers;
  return width < 0 || height < 0 ? undefined : { x, y, width, height };
}

/** ST_Pos `x y`. */
export function readPosition(text: string | undefined): readonly [number, number] | undefined {
  const [x, y] = readNumbers(text) ?? [];
  return x === undefined || y === undefined ? undefined : [x, y];
}

/** xs:boolean, in any letter case; anything else is the default. */
export function readFlag(text: string | undefined, byDefault: boolean): boolean {
  const word = text?.trim().toLowerCase();
  if (word === "true" || word === "1") return true;
  if (word === "false" || word === "0") return false;
  return byDefault;
}

/** Opacity 0..255 as 0..1; absent = 1. */
export function readAlpha(text: string | undefined): number {
  const value = readNumber(text);
  return value === undefined ? 1 : roundTo4(Math.min(255, Math.max(0, value)) / 255);
}

/** A tenth of a micrometre is finer than any printer, and short numbers keep the list small on its way to the screen. */
export function roundTo4(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

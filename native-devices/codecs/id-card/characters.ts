/** Characters of a field that need an eye: rare ones, which are kept, and those that no text has. */
import type { CardField, CardWarning } from "./card.ts";

/** One warning for each rare character, and one if the field holds what no text can hold. */
export function checkCharacters(field: CardField, text: string): CardWarning[] {
  const warnings: CardWarning[] = [];
  const points = [...text].map((character) => character.codePointAt(0) ?? 0);
  if (points.some(isNoText)) warnings.push({ code: "text-damaged", field });
  for (const point of new Set(points.filter(isRare))) {
    warnings.push({ code: "rare-character", field, detail: `U+${point.toString(16).toUpperCase().padStart(4, "0")}` });
  }
  return warnings;
}

/** A surrogate without its other half, a control character, or a code point that is none. */
function isNoText(point: number): boolean {
  const isControl = point < 0x20 || (point >= 0x7f && point < 0xa0);
  return isControl || (point >= 0xd800 && point <= 0xdfff) || (point & 0xfffe) === 0xfffe || point === 0xfffd;
}

/** Private use, where police systems keep characters of names, and the ideographs of the higher planes. */
function isRare(point: number): boolean {
  return (point >= 0xe000 && point <= 0xf8ff) || (point >= 0x20000 && (point & 0xfffe) !== 0xfffe);
}

/** Object streams (ISO 32000-1 §7.5.7): objects packed together, found by their place in the list at the front. */
import type { ReadBudget } from "./budget.ts";
import { decodeStream } from "./flate.ts";
import { cursorOn, skipWhite, takeDigits } from "./lexer.ts";
import { readValue } from "./parser.ts";
import { refusePdf } from "./refusal.ts";
import { entryOf, integerOf, isKind, nameOf, type PdfValue } from "./values.ts";

export interface PackedObject {
  readonly number: number;
  readonly value: PdfValue;
}

/** @throws {PdfRefusal} */
export function readObjectStream(value: PdfValue, budget: ReadBudget): readonly PackedObject[] {
  if (!isKind(value, "stream") || nameOf(entryOf(value, "Type")) !== "ObjStm") {
    return refusePdf("PDF_NEEDS_REPAIR", "packed objects in something else than an object stream");
  }
  const count = integerOf(entryOf(value, "N")) ?? -1;
  const first = integerOf(entryOf(value, "First")) ?? -1;
  const bytes = decodeStream(value, budget);
  const isSound = count >= 0 && first >= 0 && first <= bytes.length && count * 2 <= first + 1;
  if (!isSound) refusePdf("PDF_MALFORMED", "object stream without its list");
  const places = readPlaces(cursorOn(bytes, 0, first), count);
  return places.map(({ number, offset }, i) => {
    const start = first + offset;
    const end = first + (places[i + 1]?.offset ?? bytes.length - first);
    if (start > end || end > bytes.length) refusePdf("PDF_MALFORMED", `packed objects out of order at ${number}`);
    return { number, value: readValue(cursorOn(bytes, start, end), budget) };
  });
}

/** In order, so that none lies inside another. */
function readPlaces(cursor: ReturnType<typeof cursorOn>, count: number) {
  return Array.from({ length: count }, () => {
    skipWhite(cursor);
    const number = takeDigits(cursor);
    skipWhite(cursor);
    const offset = takeDigits(cursor);
    if (number === undefined || offset === undefined) return refusePdf("PDF_MALFORMED", "object stream list");
    return { number, offset };
  });
}

/** PNG predictors (ISO 32000-1 §7.4.4.4, RFC 2083 §6) as cross-reference streams use them: undone row by row. */
import { refusePdf } from "./refusal.ts";
import { entryOf, integerOf, type PdfValue } from "./values.ts";

const NONE = 1;
const FIRST_PNG = 10;
const LAST_PNG = 15;

/** @throws {PdfRefusal} */
export function undoPredictor(bytes: Uint8Array, parms: PdfValue): Uint8Array {
  const number = (key: string, absent: number) => {
    const value = entryOf(parms, key);
    return value === null ? absent : integerOf(value);
  };
  const predictor = number("Predictor", NONE) ?? 0;
  if (predictor === NONE) return bytes;
  const columns = number("Columns", 1) ?? 0;
  const isByteWise = number("Colors", 1) === 1 && number("BitsPerComponent", 8) === 8;
  if (predictor < FIRST_PNG || predictor > LAST_PNG || !isByteWise || columns < 1 || columns > 4096) {
    refusePdf("PDF_MALFORMED", `predictor ${predictor} of a structural stream`);
  }
  const rowBytes = columns + 1;
  if (bytes.length % rowBytes !== 0) refusePdf("PDF_MALFORMED", "a row of a structural stream is cut");
  const rows = bytes.length / rowBytes;
  const plain = new Uint8Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const before = row === 0 ? new Uint8Array(columns) : plain.subarray((row - 1) * columns, row * columns);
    const filter = bytes[row * rowBytes] as number;
    const source = bytes.subarray(row * rowBytes + 1, (row + 1) * rowBytes);
    undoRow(filter, source, before, plain.subarray(row * columns, (row + 1) * columns));
  }
  return plain;
}

function undoRow(filter: number, source: Uint8Array, before: Uint8Array, target: Uint8Array): void {
  for (let i = 0; i < source.length; i++) {
    const left = i === 0 ? 0 : (target[i - 1] as number);
    const corner = i === 0 ? 0 : (before[i - 1] as number);
    target[i] = (source[i] as number) + predict(filter, left, before[i] as number, corner);
  }
}

function predict(filter: number, left: number, up: number, corner: number): number {
  switch (filter) {
    case 0:
      return 0;
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4:
      return paeth(left, up, corner);
    default:
      return refusePdf("PDF_MALFORMED", `row filter ${filter}`);
  }
}

function paeth(left: number, up: number, corner: number): number {
  const estimate = left + up - corner;
  const byLeft = Math.abs(estimate - left);
  const byUp = Math.abs(estimate - up);
  const byCorner = Math.abs(estimate - corner);
  if (byLeft <= byUp && byLeft <= byCorner) return left;
  return byUp <= byCorner ? up : corner;
}

/** Do two values say the same as they stand, references not followed? */
import { isSameBytes } from "../bytes.ts";
import type { PdfValue } from "./values.ts";

export function isSameLiteral(a: PdfValue, b: PdfValue): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  switch (a.kind) {
    case "name":
      return b.kind === "name" && a.name === b.name;
    case "string":
      return b.kind === "string" && isSameBytes(a.bytes, b.bytes);
    case "ref":
      return b.kind === "ref" && a.number === b.number && a.generation === b.generation;
    case "array":
      return (
        b.kind === "array" &&
        a.items.length === b.items.length &&
        a.items.every((item, i) => isSameLiteral(item, b.items[i] as PdfValue))
      );
    case "dict":
      return b.kind === "dict" && isSameEntries(a.entries, b.entries);
    case "stream":
      return b.kind === "stream" && isSameEntries(a.dict.entries, b.dict.entries) && isSameBytes(a.data, b.data);
  }
}

function isSameEntries(a: ReadonlyMap<string, PdfValue>, b: ReadonlyMap<string, PdfValue>): boolean {
  if (a.size !== b.size) return false;
  return Array.from(a).every(([key, value]) => {
    const other = b.get(key);
    return other !== undefined && isSameLiteral(value, other);
  });
}

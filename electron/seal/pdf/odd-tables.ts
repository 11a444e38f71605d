/**
 * Is there anything about the tables of a file that some reader takes for broken? Such a reader searches the whole file for
 * objects, inside of streams as well, and what it finds there no table names. Without later revisions all of it is signed.
 */
import type { PdfFile } from "./file.ts";
import { readHeader } from "./indirect-object.ts";
import { cursorOn } from "./lexer.ts";
import { PdfRefusal } from "./refusal.ts";
import type { XrefEntry } from "./xref-entry.ts";

export function hasOddTables({ bytes, revisions }: PdfFile): boolean {
  return revisions.some(
    ({ isOdd, entries }) => isOdd || Array.from(entries).some(([number, entry]) => !isInPlace(bytes, number, entry)),
  );
}

/** Some readers look at every object that a table names, others at the first; object 0 is never one (§7.5.4). */
function isInPlace(bytes: Uint8Array, number: number, entry: XrefEntry): boolean {
  if (entry.kind === "free") return true;
  if (number === 0) return false;
  if (entry.kind === "packed") return true;
  try {
    const header = readHeader(cursorOn(bytes, entry.offset));
    return header.number === number && header.generation === entry.generation;
  } catch (error) {
    if (error instanceof PdfRefusal) return false;
    throw error;
  }
}

/** Texts of the document information dictionary (ISO 32000-1 §14.3.3), own keys of those who made the file among them. */
import { openPdf } from "./file.ts";
import { PDF_LIMITS, type PdfLimits } from "./limits.ts";
import { PdfRefusal } from "./refusal.ts";
import { isKind, textOf } from "./values.ts";
import { viewOf } from "./view.ts";

/** @param bytes a PDF, or one of its revisions; nothing is found in what cannot be read */
export function readDocumentInfo(bytes: Uint8Array, limits: PdfLimits = PDF_LIMITS): Readonly<Record<string, string>> {
  try {
    const file = openPdf(bytes, limits);
    const view = viewOf(file, file.revisions.length - 1);
    const info = view.entry(file.revisions.at(-1)?.trailer, "Info");
    if (!isKind(info, "dict")) return {};
    const pairs = Array.from(info.entries, ([key, value]) => [key, textOf(view.resolve(value))?.trim()] as const);
    return Object.fromEntries(pairs.filter((pair) => pair[1] !== undefined)) as Readonly<Record<string, string>>;
  } catch (error) {
    if (error instanceof PdfRefusal) return {};
    throw error;
  }
}

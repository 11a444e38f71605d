/** Signature or document timestamp (ISO 32000-2 §12.8.5)? Told by either of the two entries that say it. */
import { nameOf, type PdfDict } from "./values.ts";
import type { PdfView } from "./view.ts";

export function isTimestamp(view: PdfView, signature: PdfDict): boolean {
  const subFilter = nameOf(view.entry(signature, "SubFilter"));
  return subFilter === "ETSI.RFC3161" || nameOf(view.entry(signature, "Type")) === "DocTimeStamp";
}

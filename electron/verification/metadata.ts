/**
 * What a license file says of itself, under the names of GB/T 36903: CustomDatas of OFD.xml (GB/T 33190-2016 §7.4), or own
 * keys of a PDF's document information. It may decide whose license this is, so an accepted file's word counts only where a
 * signature protects it: OFD.xml, or the revision that the newest signature of a PDF closes.
 */
import { readDocumentInfo } from "../seal/pdf/document-info.ts";
import type { Examination } from "../seal/verify.ts";
import { visibleText } from "../seal/visible-text.ts";
import { childNamed, parseXml, XmlRefusal } from "../seal/xml.ts";

/** Also the spelling that real licenses carry. */
const GROUP_NAMES = ["CustomDatas", "CuslomDatas"];
const ENTRY = "OFD.xml";

type Metadata = Readonly<Record<string, string>>;

export function metadataOf(examined: Examination, file: Uint8Array): Metadata {
  const found = examined.report.format === "pdf" ? pdfMetadata(examined, file) : ofdMetadata(examined);
  return Object.fromEntries(Object.entries(found).map(([name, value]) => [name, visibleText(value)]));
}

function pdfMetadata({ report, pdf }: Examination, file: Uint8Array): Metadata {
  if (pdf) return readDocumentInfo(pdf.signed);
  return report.decision === "accept" ? {} : readDocumentInfo(file);
}

function ofdMetadata({ entries, covered, report }: Examination): Metadata {
  const bytes = entries.get(ENTRY);
  if (!bytes || (report.decision === "accept" && !covered.has(ENTRY))) return {};
  try {
    const docInfo = parseXml(bytes).children.flatMap((body) => childNamed(body, "DocInfo") ?? []);
    const groups = docInfo.flatMap((one) => one.children.filter((child) => GROUP_NAMES.includes(child.name)));
    const pairs = groups
      .flatMap((group) => group.children)
      .map(({ attributes, text }) => [attributes["Name"] ?? "", text.trim()]);
    return Object.fromEntries(pairs.filter(([name]) => name !== ""));
  } catch (error) {
    if (error instanceof XmlRefusal) return {};
    throw error;
  }
}

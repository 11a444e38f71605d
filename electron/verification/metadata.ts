/**
 * What a license file says of itself: CustomDatas of OFD.xml (GB/T 33190-2016 §7.4, names of GB/T 36903). It may decide whose
 * license this is, so an accepted file's word counts only where a signature protects OFD.xml.
 */
import type { Examination } from "../seal/verify.ts";
import { childNamed, parseXml, XmlRefusal } from "../seal/xml.ts";

/** Also the spelling that real licenses carry. */
const GROUP_NAMES = ["CustomDatas", "CuslomDatas"];
const ENTRY = "OFD.xml";

export function metadataOf({ entries, covered, report }: Examination): Readonly<Record<string, string>> {
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

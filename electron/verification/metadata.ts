/**
 * What a license file says of itself: CustomDatas of OFD.xml (GB/T 33190-2016 §7.4, names of GB/T 36903). It may decide whose
 * license this is, so an accepted file's word counts only where an accepted signature covers OFD.xml.
 */
import type { VerificationReport } from "../seal/report.ts";
import { childNamed, parseXml, XmlRefusal } from "../seal/xml.ts";

/** Also the spelling that real licenses carry. */
const GROUP_NAMES = ["CustomDatas", "CuslomDatas"];
const ENTRY = "OFD.xml";

export function metadataOf(
  entries: ReadonlyMap<string, Uint8Array>,
  report: VerificationReport,
): Readonly<Record<string, string>> {
  const bytes = entries.get(ENTRY);
  if (!bytes || (report.decision === "accept" && !isCovered(report))) return {};
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

function isCovered(report: VerificationReport): boolean {
  return report.signatures.some(
    ({ decision, coverage }) => decision === "accept" && !coverage.uncovered.some(({ path }) => path === ENTRY),
  );
}

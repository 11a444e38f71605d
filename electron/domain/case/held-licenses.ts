/** What becomes of the licenses at hand by what is told of them. */
import type { CaseEvent } from "./case-event.ts";
import type { CaseFile } from "./case-file.ts";

/** @returns undefined when no such license waits for one: it was judged already, or made room for a newer one. */
export function withVerdict(
  file: CaseFile,
  { licenseId, verdict }: Extract<CaseEvent, { kind: "license-verified" }>,
): CaseFile | undefined {
  const isMeant = ({ record, verdict: known }: CaseFile["licenses"][number]) =>
    record.licenseId === licenseId && !known;
  if (!file.licenses.some(isMeant)) return undefined;
  return { ...file, licenses: file.licenses.map((held) => (isMeant(held) ? { ...held, verdict } : held)) };
}

/**
 * A file that the citizen presents while their consent is waited for, and what is found out about it. What the library is to be asked
 * for stays to be asked. @returns undefined for all else: without consent nothing comes from the library.
 */
export function presentedWhileAsked(file: CaseFile, event: CaseEvent): CaseFile | undefined {
  switch (event.kind) {
    case "license-arrived":
      return event.license.record.source === "presented"
        ? { ...file, licenses: [...file.licenses, event.license] }
        : undefined;
    case "license-verified":
      return withVerdict(file, event);
    case "license-missing": {
      const licenses = file.licenses.filter(({ record, verdict }) => verdict || record.typeCode !== event.typeCode);
      return licenses.length < file.licenses.length ? { ...file, licenses } : undefined;
    }
    default:
      return undefined;
  }
}

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
 * Nothing unverified stays behind whose file was lost. The library's answer that it has none says nothing of what the citizen
 * presented, be it verified yet or not.
 */
export function withoutMissing(
  { licenses }: CaseFile,
  { typeCode, fault }: Extract<CaseEvent, { kind: "license-missing" }>,
): CaseFile["licenses"] {
  const isLost = ({ record, verdict }: CaseFile["licenses"][number]) =>
    record.typeCode === typeCode && !verdict && (record.source !== "presented" || fault.code === "license.no-file");
  return licenses.filter((held) => !isLost(held));
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
      const licenses = withoutMissing(file, event);
      return licenses.length < file.licenses.length ? { ...file, licenses } : undefined;
    }
    default:
      return undefined;
  }
}

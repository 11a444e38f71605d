/** Why a license that was judged is not shown: one reason out of its report, and the words for it. */
import type { VerificationReport } from "../../../electron/contract/license.ts";
import type { Strings } from "../../strings/language.ts";

export type NotShownReason = keyof Strings["license"]["notShown"];

/** What could not be read comes before what was not sealed, and that before what did not hold. */
export function notShownReason({ format, decision, codes, checks }: VerificationReport): NotShownReason {
  const has = (...some: readonly string[]) => some.some((code) => codes.includes(code));
  if (format === "other") return checks.some(({ detail }) => isNamed(detail?.["format"])) ? "foreign" : "unknown";
  if (has("PDF_ENCRYPTED")) return "encrypted";
  if (has("PDF_NEEDS_REPAIR", "PDF_MALFORMED", "CONTAINER_MALFORMED")) return "damaged";
  if (has("CONTAINER_LIMIT")) return "tooLarge";
  if (has("NO_SIGNATURE")) return "unsealed";
  return decision === "accept" ? "unprotected" : "rejected";
}

export function notShownText(
  report: VerificationReport,
  { license: { notShown } }: Strings,
): { readonly title: string; readonly hint: string } {
  const reason = notShownReason(report);
  const { title, hint } = notShown[reason];
  return { title: title(foreignName(report)), hint };
}

function foreignName({ checks }: VerificationReport): string {
  const name = checks.map(({ detail }) => detail?.["format"]).find(isNamed);
  return typeof name === "string" ? name : "";
}

/** The check of the format says `other` when it does not know the format either. */
function isNamed(format: unknown): boolean {
  return typeof format === "string" && format !== "other";
}

/** 有效期: a stated end, an open one, or one that cannot be read. What cannot be read is never taken for "without limit". */
import { isRealDate } from "../../domain/identifier/citizen-id-number.ts";
import { readLicenseDate } from "../../domain/license/license-record.ts";

export type WireDate =
  | { readonly kind: "day"; readonly day: string }
  | { readonly kind: "open" }
  | { readonly kind: "unreadable" };

/** How libraries say that there is no limit or nothing to say. `9999…` is among them. */
const OPEN = /^(|-+|\/|无|永久|永久有效|长期|长期有效|无固定期限|无期限|null|9999.*)$/i;

export function readWireDate(raw: string): WireDate {
  const text = raw.normalize("NFKC").trim();
  if (OPEN.test(text)) return { kind: "open" };
  const day = readLicenseDate(withTwoDigits(text));
  return day !== undefined && isRealDate(day) ? { kind: "day", day } : { kind: "unreadable" };
}

/** `2024年1月5日`, `2024-1-5`, `2024/1/5` → two digits each. */
function withTwoDigits(text: string): string {
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})(?!\d)/.exec(text);
  if (!match) return text;
  return [match[1], match[2]?.padStart(2, "0"), match[3]?.padStart(2, "0")].join("-");
}

/** The day of a date that decides nothing (issue date): unreadable counts as not stated. */
export function dayOf(raw: string): string | undefined {
  const date = readWireDate(raw);
  return date.kind === "day" ? date.day : undefined;
}

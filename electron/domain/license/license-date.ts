/** Dates and 有效期 as libraries write them. What cannot be read is told apart, and never taken for "without limit". */
import { isRealDate } from "../identifier/citizen-id-number.ts";
import { shanghaiDate } from "./license-record.ts";

export type LicenseDate =
  /** `YYYY-MM-DD` */
  | { readonly kind: "day"; readonly day: string }
  /** Nothing stated, or 长期. */
  | { readonly kind: "open" }
  | { readonly kind: "unreadable" };

/** How libraries say that there is no limit or nothing to say. `9999…` is among them. */
const OPEN = /^(|-+|\/|无|永久|永久有效|长期|长期有效|无固定期限|无期限|null|9999.*)$/i;

/** `yyyy-MM-dd`, `yyyyMMdd`, `yyyy-MM-dd HH:mm:ss`, `yyyy/M/d`, `yyyy年M月d日`, 13-digit epoch milliseconds. */
export function readLicenseDate(raw: string | undefined): LicenseDate {
  const text = (raw ?? "").normalize("NFKC").trim();
  if (OPEN.test(text)) return { kind: "open" };
  const day = /^\d{13}$/.test(text) ? shanghaiDate(Number(text)) : calendarDay(text);
  return day !== undefined && isRealDate(day) ? { kind: "day", day } : { kind: "unreadable" };
}

function calendarDay(text: string): string | undefined {
  const match =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})(?!\d)/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})(?!\d)/.exec(text);
  if (!match) return undefined;
  return [match[1], match[2]?.padStart(2, "0"), match[3]?.padStart(2, "0")].join("-");
}

/** The day of a date that decides nothing (issue date): unreadable counts as not stated. */
export function dayOf(raw: string | undefined): string | undefined {
  const date = readLicenseDate(raw);
  return date.kind === "day" ? date.day : undefined;
}

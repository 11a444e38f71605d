/** Days and times of day as halls write them, in China time (UTC+8, no summer time). */
import { isRealDate } from "../identifier/citizen-id-number.ts";

export const DAY_MS = 86_400_000;

/** `2026-11-28`, `2026/11/28`, `20261128`, `2026年11月28日` → `YYYY-MM-DD`. */
export function readDay(text: string): string | undefined {
  const match =
    /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?=$|[ T\d])/.exec(text);
  const [, year = "", month = "", day = ""] = match ?? [];
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return isRealDate(date) ? date : undefined;
}

/** `09:05`, `9:05:30` → milliseconds since midnight; `24:00` is the end of a day. */
export function readTimeOfDay(text: string): number | undefined {
  const match = /^(\d{1,2})[::](\d{2})(?:[::](\d{2})(?:\.\d+)?)?$/.exec(text);
  if (!match) return undefined;
  const [hours, minutes, seconds] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
  if (minutes > 59 || seconds > 59 || hours > 24 || (hours === 24 && minutes + seconds > 0)) return undefined;
  return ((hours * 60 + minutes) * 60 + seconds) * 1000;
}

/** `09:00-09:30`, with any of the dashes that are typed. */
export function readTimeSpan(text: string): readonly [from: number, until: number] | undefined {
  const [first, second, ...more] = text.split(/\s*[-–—~~至]+\s*/);
  const [from, until] = [readTimeOfDay(first ?? ""), readTimeOfDay(second ?? "")];
  return from === undefined || until === undefined || more.length > 0 ? undefined : [from, until];
}

/** Epoch ms of a time of day on a day in China. */
export function chinaInstant(day: string, timeOfDayMs: number): number {
  return Date.parse(`${day}T00:00:00+08:00`) + timeOfDayMs;
}

/** A day with a time: `yyyy-MM-dd HH:mm[:ss]` in China time, ISO 8601 with an offset, or 13 digits of epoch milliseconds. */
export function readInstant(text: string): number | undefined {
  if (/^\d{13}$/.test(text)) return Number(text);
  if (/^\d{4}-\d{2}-\d{2}T.+(Z|[+-]\d{2}:?\d{2})$/.test(text)) {
    const at = Date.parse(text);
    return Number.isNaN(at) || !isRealDate(text.slice(0, 10)) ? undefined : at;
  }
  const day = readDay(text);
  const time = /[ T日](\d{1,2}[::]\d{2}.*)$/.exec(text)?.[1];
  const timeOfDay = time === undefined ? undefined : readTimeOfDay(time.trim());
  return day === undefined || timeOfDay === undefined ? undefined : chinaInstant(day, timeOfDay);
}

/** Times, ages, dates and numbers as the screens write them. China has one time zone, whatever the machine is set to. */
import type { Strings } from "./language.ts";

const ZONE = "Asia/Shanghai";
const clock = new Intl.DateTimeFormat("zh-CN", {
  timeZone: ZONE,
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});
const clockWithSeconds = new Intl.DateTimeFormat("zh-CN", {
  timeZone: ZONE,
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});
const day = new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE });

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `10:05` */
export function clockTime(at: number): string {
  return clock.format(at);
}

/** `09:00–09:30`; what ends with its day ends at `24:00`, not at the hour it could begin. */
export function clockSpan(from: number, until: number): string {
  const end = clockTime(until);
  return `${clockTime(from)}–${until > from && end === "00:00" ? "24:00" : end}`;
}

/** `10:05:09` */
export function clockTimeWithSeconds(at: number): string {
  return clockWithSeconds.format(at);
}

/** `2026-11-24` */
export function calendarDay(at: number): string {
  return day.format(at);
}

/** `2026-11-24 10:05` */
export function dayAndTime(at: number): string {
  return `${calendarDay(at)} ${clockTime(at)}`;
}

/** The time alone today, with its date on any other day. */
export function shortMoment(at: number, now: number): string {
  return calendarDay(at) === calendarDay(now) ? clockTime(at) : dayAndTime(at);
}

/** How long ago, in the largest whole unit. Undefined when nothing can be told: a time in the future tells nothing. */
export function ageText(at: number | undefined, now: number, strings: Strings): string {
  if (at === undefined) return strings.ages.unknown;
  const age = now - at;
  if (age < -MINUTE) return strings.ages.unknown;
  if (age < MINUTE) return strings.ages.now;
  if (age < HOUR) return strings.ages.minutes(Math.floor(age / MINUTE));
  if (age < 2 * DAY) return strings.ages.hours(Math.floor(age / HOUR));
  return strings.ages.days(Math.floor(age / DAY));
}

/** `1:05` for a countdown; never below zero. */
export function countdown(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** `82%`; a dash where there is nothing to divide by. */
export function percentage(part: number, whole: number): string {
  return whole === 0 ? "–" : `${Math.round((100 * part) / whole)}%`;
}

/** UTCTime and GeneralizedTime as epoch milliseconds (X.690 §11.7, §11.8; RFC 5280 §4.1.2.5). */
import { type DerElement, refuseDer, TAG } from "./reader.ts";

const UTC_TIME = /^(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(Z|[+-]\d{4})$/;
const GENERALIZED_TIME = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(?:[.,](\d{1,9}))?(Z|[+-]\d{4})$/;

/** A zone other than Z is not DER, but seal makers write it and it has one meaning only. @throws {DerRefusal} */
export function derTime(element: DerElement): number {
  const text = element.content.length <= 32 ? String.fromCharCode(...element.content) : "";
  if (element.tag === TAG.UTC_TIME) {
    const match = UTC_TIME.exec(text) ?? refuseDer("broken UTCTime");
    const [, year = "", month, day, hour, minute, second, zone] = match;
    const century = Number(year) >= 50 ? "19" : "20";
    return instant([century + year, month, day, hour, minute, second], "0", zone);
  }
  if (element.tag === TAG.GENERALIZED_TIME) {
    const match = GENERALIZED_TIME.exec(text) ?? refuseDer("broken GeneralizedTime");
    const [, year, month, day, hour, minute, second, fraction = "0", zone] = match;
    return instant([year, month, day, hour, minute, second], fraction, zone);
  }
  return refuseDer(`tag 0x${element.tag.toString(16)} is not a time`);
}

function instant(fields: readonly (string | undefined)[], fraction: string, zone: string | undefined): number {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = fields.map(Number);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  const isReal =
    date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  if (!isReal) refuseDer("no such date");
  return date.getTime() + Math.floor(Number(`0.${fraction}`) * 1000) - zoneMs(zone);
}

function zoneMs(zone = "Z"): number {
  if (zone === "Z") return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(3, 5))];
  if (hours > 14 || minutes > 59) refuseDer("no such time zone");
  return (zone.startsWith("-") ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

/** Times as text, as GM/T 0031-2014 seals and Signature.xml hold them. Without a zone they are Beijing time (UTC+8). */
const TEXT_TIME = /^(\d{4})-?(\d{2})-?(\d{2})[ T]?(\d{2}):?(\d{2}):?(\d{2})(?:[.,](\d{1,9}))?(Z|[+-]\d{2}:?\d{2})?$/;

const BEIJING_MINUTES = 480;

/** Epoch milliseconds; undefined when the text is no date that exists. */
export function readTextTime(text: string): number | undefined {
  const match = TEXT_TIME.exec(text.trim());
  if (!match) return undefined;
  const [, year = "", month = "", day = "", hour = "", minute = "", second = "", fraction = "0", zone] = match;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  date.setUTCHours(Number(hour), Number(minute), Number(second));
  const isReal =
    date.getUTCMonth() === Number(month) - 1 &&
    date.getUTCDate() === Number(day) &&
    Number(hour) < 24 &&
    Number(minute) < 60 &&
    Number(second) < 60;
  if (!isReal) return undefined;
  return date.getTime() + Math.floor(Number(`0.${fraction}`) * 1000) - zoneMinutes(zone) * 60_000;
}

function zoneMinutes(zone: string | undefined): number {
  if (zone === undefined) return BEIJING_MINUTES;
  if (zone === "Z") return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return zone.startsWith("-") ? -minutes : minutes;
}

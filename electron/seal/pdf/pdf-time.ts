/** Dates of PDF (ISO 32000-1 §7.9.4): `D:20261124100000+08'00'`, everything behind the year optional. */

const SHAPE = /^D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:([+\-Z])(\d\d)?'?(\d\d)?'?)?$/;
const MINUTE = 60_000;

/** Epoch milliseconds; undefined for what is no date. Without a zone the time is taken as UTC. */
export function readPdfTime(text: string): number | undefined {
  const parts = SHAPE.exec(text);
  if (!parts) return undefined;
  const number = (index: number, absent: number) => (parts[index] === undefined ? absent : Number(parts[index]));
  const [month, day] = [number(2, 1), number(3, 1)];
  const local = Date.UTC(number(1, 0), month - 1, day, number(4, 0), number(5, 0), number(6, 0));
  const isDate = month >= 1 && new Date(local).getUTCMonth() === month - 1 && new Date(local).getUTCDate() === day;
  const offset = (number(8, 0) * 60 + number(9, 0)) * MINUTE;
  if (!isDate) return undefined;
  return parts[7] === "-" ? local + offset : local - offset;
}

/** `Retry-After` (RFC 9110 §10.2.3): seconds, or a date in one of the three forms of §5.6.7. */

/** However long a gateway asks for, a counter is open: after that it is asked again. */
export const LONGEST_WAIT_MS = 5 * 60_000;

/**
 * Milliseconds to wait, at most `LONGEST_WAIT_MS`; undefined when nothing, or nothing that can be read, is asked for.
 *
 * @param serverDate the answer's `Date`: a date is measured from there, so that two clocks that differ do no harm.
 * @param now epoch ms, where the answer carries no date.
 */
export function readRetryAfter(
  value: string | undefined,
  serverDate: string | undefined,
  now: number,
): number | undefined {
  const text = value?.trim() ?? "";
  if (/^\d{1,10}$/.test(text)) return bounded(Number(text) * 1000);
  const until = httpDate(text);
  return until === undefined ? undefined : bounded(until - (httpDate(serverDate?.trim() ?? "") ?? now));
}

function bounded(ms: number): number {
  return Math.min(Math.max(ms, 0), LONGEST_WAIT_MS);
}

const DAYS = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
const FORMS = [
  new RegExp(`^${DAYS}, \\d{2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT$`),
  new RegExp(`^${DAYS}[a-z]*, \\d{2}-[A-Z][a-z]{2}-\\d{2} \\d{2}:\\d{2}:\\d{2} GMT$`),
  new RegExp(`^${DAYS} [A-Z][a-z]{2} [ \\d]\\d \\d{2}:\\d{2}:\\d{2} \\d{4}$`),
];

function httpDate(text: string): number | undefined {
  if (!FORMS.some((form) => form.test(text))) return undefined;
  // The third form says no zone: it is in UTC like the others.
  const at = Date.parse(text.endsWith("GMT") ? text : `${text} GMT`);
  return Number.isNaN(at) ? undefined : at;
}

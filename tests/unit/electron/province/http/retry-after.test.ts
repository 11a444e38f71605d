import { expect, test } from "vitest";
import { LONGEST_WAIT_MS, readRetryAfter } from "../../../../../electron/province/http/retry-after.ts";

const NOW = Date.parse("2026-11-28T08:00:00Z");

test.each([
  ["30", undefined, 30_000],
  [" 0 ", undefined, 0],
  ["Sat, 28 Nov 2026 08:00:20 GMT", undefined, 20_000],
  ["Saturday, 28-Nov-26 08:00:20 GMT", undefined, 20_000],
  ["Sat Nov 28 08:00:20 2026", undefined, 20_000],
  // Two clocks that differ by an hour: the server's own counts.
  ["Sat, 28 Nov 2026 09:00:20 GMT", "Sat, 28 Nov 2026 09:00:00 GMT", 20_000],
  ["Sat, 28 Nov 2026 07:00:00 GMT", undefined, 0],
  ["86400", undefined, LONGEST_WAIT_MS],
  ["Sun, 28 Nov 2027 08:00:00 GMT", undefined, LONGEST_WAIT_MS],
])("%s after %s is %i ms", (value, date, expected) => {
  expect(readRetryAfter(value, date, NOW)).toBe(expected);
});

test.each([undefined, "", "soon", "-5", "1.5", "1e3", "2026-11-28", "30, 60", "99999999999"])(
  "%s asks for nothing",
  (value) => {
    expect(readRetryAfter(value, undefined, NOW)).toBeUndefined();
  },
);

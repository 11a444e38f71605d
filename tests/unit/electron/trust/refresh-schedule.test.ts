import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  NO_HISTORY,
  REFRESH_POLICY,
  type RefreshHistory,
  untilDue,
} from "../../../../electron/trust/refresh-schedule.ts";

const MINUTE = 60_000;
const after = (changes: Partial<RefreshHistory>): RefreshHistory => ({
  ...NO_HISTORY,
  lastAttemptAt: 1_000_000,
  outcome: "fresh",
  ...changes,
});
const wait = (changes: Partial<RefreshHistory>, now = 1_000_000) => untilDue(after(changes), REFRESH_POLICY, now);

describe("untilDue", () => {
  test("is due at once when nothing was tried yet", () => {
    expect(untilDue(NO_HISTORY, REFRESH_POLICY, 5)).toBe(0);
  });

  test("waits the interval after a success", () => {
    expect(wait({})).toBe(30 * MINUTE);
  });

  test("cuts the interval by the drawn share, never lengthens it", () => {
    expect(wait({ spread: 1 })).toBe(27 * MINUTE);
  });

  test.each([
    [1, 5_000],
    [2, 10_000],
    [3, 20_000],
    [4, 40_000],
    [5, 45_000],
    [500, 45_000],
  ])("waits longer after failure %i in a row, up to a limit", (failures, expected) => {
    expect(wait({ outcome: "unreached", failures })).toBe(expected);
  });

  test("never waits a minute for a network that may be back", () => {
    fc.assert(
      fc.property(fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (failures, spread) => {
        expect(wait({ outcome: "unreached", failures: failures + 1, spread })).toBeLessThanOrEqual(60_000);
      }),
    );
  });

  test("does not fetch refused bytes again and again", () => {
    expect(wait({ outcome: "refused", failures: 1 })).toBe(10 * MINUTE);
  });

  test("is due at once after a reconnect", () => {
    expect(wait({ outcome: "unreached", failures: 9, isReconnected: true })).toBe(0);
  });

  test("is due at once when the clock was set back", () => {
    expect(wait({}, 999_999)).toBe(0);
  });

  test("is due at once after a sleep past its time", () => {
    expect(wait({}, 1_000_000 + 26 * 60 * MINUTE)).toBe(0);
  });

  test("never answers a negative time", () => {
    fc.assert(fc.property(fc.integer(), (now) => untilDue(after({}), REFRESH_POLICY, now) >= 0));
  });
});

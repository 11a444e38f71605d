import { expect, test } from "vitest";
import { createRateLimit } from "../../../../electron/loopback/rate-limit.ts";

test("so many at once, then as many as time brings, and never more than at first", () => {
  let nowMs = 0;
  const limit = createRateLimit({ burst: 3, perSecond: 2, now: () => nowMs });
  const taken = () => Array.from({ length: 5 }, () => limit.take()).filter(Boolean).length;
  expect([taken(), limit.waitSeconds()]).toEqual([3, 1]);
  nowMs = 500;
  expect([limit.waitSeconds(), taken()]).toEqual([0, 1]);
  nowMs = 60_000;
  expect(taken()).toBe(3);
});

import { expect, test } from "vitest";
import { backOffMs } from "../../../../../electron/app/network/back-off.ts";

const RULE = { firstMs: 2_000, longestMs: 300_000 };

test("doubles, half of it left to chance, up to the longest", () => {
  expect([1, 2, 3, 20].map((failures) => backOffMs(RULE, failures, 1))).toEqual([2_000, 4_000, 8_000, 300_000]);
  expect([1, 2, 3, 20].map((failures) => backOffMs(RULE, failures, 0))).toEqual([1_000, 2_000, 4_000, 150_000]);
});

test("never cuts short what was asked for, and spreads those who were asked alike", () => {
  expect([backOffMs(RULE, 1, 0, 30_000), backOffMs(RULE, 1, 1, 30_000)]).toEqual([30_000, 32_000]);
  expect(backOffMs(RULE, 20, 1, 30_000)).toBe(300_000);
});

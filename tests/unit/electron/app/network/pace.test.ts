/** How often lines are asked while nobody works there: never more often than while somebody does. */
import { expect, test } from "vitest";
import { newLine } from "../../../../../electron/app/network/line-state.ts";
import { freshFor, paceOf, restingFreshFor } from "../../../../../electron/app/network/pace.ts";

test.each([
  [2_000, 30_000],
  [600_000, 600_000],
])("a resting line with a gap of %i ms is asked every %i ms", (gapMs, expected) => {
  expect(paceOf(newLine(0), gapMs, true).gapMs).toBe(expected);
  expect(restingFreshFor(gapMs)).toBeGreaterThan(freshFor(expected));
});

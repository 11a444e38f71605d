import { expect, test } from "vitest";
import { decideRestart } from "../../../../electron/devices/restart-policy.ts";

test("three restarts within a minute, each later than the last, then no more", () => {
  let restarts: readonly number[] = [];
  const waits: (number | "give-up")[] = [];
  for (const nowMs of [0, 1000, 2000, 3000]) {
    const decision = decideRestart(restarts, nowMs);
    restarts = decision.restartsMs;
    waits.push(decision.kind === "restart" ? decision.afterMs : "give-up");
  }
  expect(waits).toEqual([100, 500, 1000, "give-up"]);
});

test("a restart older than a minute no longer counts", () => {
  expect(decideRestart([0, 30_000, 50_000], 59_999).kind).toBe("give-up");
  expect(decideRestart([0, 30_000, 50_000], 60_000)).toEqual({
    kind: "restart",
    afterMs: 1000,
    restartsMs: [30_000, 50_000, 60_000],
  });
});

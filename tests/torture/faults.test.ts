import { expect, test } from "vitest";
import { faults } from "./faults.ts";

test("each fault is answered with what to do, and the terminal works on", async () => {
  const { figures, findings } = await faults.run({ count: 1, seed: 1, note: () => undefined });
  expect(findings).toEqual([]);
  expect(figures["kinds of faults"]).toBeGreaterThanOrEqual(40);
}, 120_000);

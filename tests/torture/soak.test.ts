import { expect, test } from "vitest";
import { soak } from "./soak.ts";

test("the host closes case after case, and its memory stays", async () => {
  const { findings } = await soak.run({ count: 30, seed: 1, note: () => undefined });
  expect(findings).toEqual([]);
}, 60_000);

import { expect, test } from "vitest";
import { kill } from "./kill.ts";

test("kill -9 at any moment loses no acknowledged step and leaves no half one", async () => {
  const { findings } = await kill.run({ count: 30, seed: Date.now() % 1_000_000, note: () => undefined });
  expect(findings).toEqual([]);
}, 180_000);

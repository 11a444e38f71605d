import { expect, test } from "vitest";
import { privacy } from "./privacy.ts";

test("a citizen is served and leaves, and nothing of them stays", async () => {
  const { findings } = await privacy.run({ count: 1, seed: 1, note: () => undefined });
  expect(findings).toEqual([]);
}, 90_000);

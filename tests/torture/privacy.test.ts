import { expect, test } from "vitest";
import { privacy } from "./privacy.ts";

test("a citizen leaves in each of five ways, and nothing of them stays", async () => {
  const { findings } = await privacy.run({ count: 5, seed: 1, note: () => undefined });
  expect(findings).toEqual([]);
}, 90_000);

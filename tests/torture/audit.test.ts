import { expect, test } from "vitest";
import { audit, chain } from "./audit.ts";

const seed = Date.now() % 1_000_000;
const note = (): void => undefined;

test(`every change of the audit chain is found (seed ${seed})`, async () => {
  const { figures, findings } = await audit.run({ count: 1_000, seed, note });
  expect(findings).toEqual([]);
  expect(Object.values(figures).reduce<number>((sum, found) => sum + Number(found), 0)).toBe(1_000);
});

test("a long chain is checked row by row", async () => {
  expect(await chain.run({ count: 20_000, seed, note })).toMatchObject({ figures: { rows: 20_000 }, findings: [] });
});

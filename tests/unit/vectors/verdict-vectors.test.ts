import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { verdictOn } from "../../helpers/seal-factory/verdict.ts";
import { ATTACK_VECTORS } from "../../vectors/attack-vectors.ts";
import { verdictPage } from "../../vectors/verdict-table.ts";

const page = fileURLToPath(new URL("../../../build/manual/verdict-vectors.md", import.meta.url));

test.each(ATTACK_VECTORS.map((one) => [one.what, one] as const))("is refused: %s", (_, { file, code, decision }) => {
  const report = verdictOn(file());
  expect(report.decision).toBe(decision);
  expect(report.codes).toContain(code);
});

test("the page of verdict vectors says what the verifier says (write it anew with: npm run manual)", () => {
  expect(readFileSync(page, "utf8")).toBe(verdictPage());
});

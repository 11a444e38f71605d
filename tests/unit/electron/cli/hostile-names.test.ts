import { expect, test } from "vitest";
import { printReport } from "../../../../electron/cli/report-line.ts";
import { tallyOn } from "../../../../electron/cli/tally.ts";
import { fault } from "../../../../electron/domain/fault.ts";
import type { VerificationReport } from "../../../../electron/seal/report.ts";

const HOSTILE = "市局\u001b[2J\u202e\n/tmp/b.ofd: TOTAL_PASSED · 采信";
const report = {
  indication: "TOTAL_FAILED",
  decision: "reject",
  policyVersion: "1",
  codes: [],
  signatures: [{ id: HOSTILE, indication: "TOTAL_FAILED", seal: { name: HOSTILE }, signer: { commonName: HOSTILE } }],
} as unknown as VerificationReport;

function recorded() {
  const lines: string[] = [];
  const take = (text: string) => void lines.push(...text.split("\n"));
  return { lines, output: { json: () => undefined, line: take, note: take } };
}

test("no name out of a file forges a line of the report or acts on the terminal", () => {
  const { lines, output } = recorded();
  printReport(output, HOSTILE, report);
  expect(lines).toHaveLength(3);
  expect(lines.join("")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});

test("nor does what a fault names", () => {
  const { lines, output } = recorded();
  tallyOn(output, false).fault(HOSTILE, fault("file.unreadable", { cause: HOSTILE }));
  expect(lines.filter((line) => line.startsWith("/tmp/b.ofd"))).toEqual([]);
  expect(lines.join("")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});

/** Tells each result of `verify` as it comes, and keeps the worst one for the exit code. */
import type { Fault } from "../domain/fault.ts";
import type { VerificationReport } from "../seal/report.ts";
import { visibleText } from "../seal/visible-text.ts";
import type { Output } from "./command.ts";
import { EXIT } from "./exit-codes.ts";
import { faultLine } from "./fault-line.ts";
import { printReport, reportLine } from "./report-line.ts";

/** What this machine could not do, and no fault of the file. */
const UNAVAILABLE = /^(file\.not-judged|report\.)/;

export interface Tally {
  report(file: string, report: VerificationReport, ms: number): void;
  fault(file: string, fault: Fault): void;
  worst(): number;
}

export function tallyOn(output: Output, isJson: boolean): Tally {
  let worst: number = EXIT.good;
  return {
    report(file, report, ms) {
      if (isJson) output.json(reportLine(file, report, Math.round(ms * 10) / 10));
      else printReport(output, file, report);
      worst = worse(worst, codeOf(report));
    },
    fault(file, fault) {
      output.note(`${visibleText(file)}: ${faultLine(fault)}`);
      worst = worse(worst, UNAVAILABLE.test(fault.code) ? EXIT.unavailable : EXIT.usage);
    },
    worst: () => worst,
  };
}

function codeOf({ indication }: VerificationReport): number {
  if (indication === "TOTAL_PASSED") return EXIT.good;
  return indication === "INDETERMINATE" ? EXIT.unconfirmed : EXIT.bad;
}

/** A stopped thread before usage before failed before unconfirmed before good. */
function worse(a: number, b: number): number {
  const order: readonly number[] = [EXIT.good, EXIT.unconfirmed, EXIT.bad, EXIT.usage, EXIT.unavailable];
  return order.indexOf(a) > order.indexOf(b) ? a : b;
}

/** `verify --report`: the verification report of one file, as PDF or as HTML by the name's ending. Personal data are hidden. */
import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { basename, extname } from "node:path";
import { reportPage } from "../../renderer/report/report-page.ts";
import { type Fault, fault } from "../domain/fault.ts";
import { maskFileName } from "../domain/masking.ts";
import { ageBand } from "../domain/trust-age/outage-policy.ts";
import { VERSION } from "../host/version.ts";
import type { VerificationReport } from "../seal/report.ts";
import { commandStrings } from "./fault-line.ts";
import { printPdf } from "./print-pdf.ts";

export interface ReportRequest {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly report: VerificationReport;
  /** Where it goes: `.pdf` or `.html`. */
  readonly target: string;
  /** True = the file's name is printed as it is. */
  readonly isRevealed: boolean;
}

const KINDS: readonly string[] = [".pdf", ".html"];

export function isReportName(target: string): boolean {
  return KINDS.includes(extname(target).toLowerCase());
}

/** @returns why there is no report; nothing of it is written then. */
export async function writeReport({
  file,
  bytes,
  report,
  target,
  isRevealed,
}: ReportRequest): Promise<Fault | undefined> {
  const name = basename(file);
  const { listsAsOf } = report.trust;
  const page = reportPage(
    {
      report,
      documentName: isRevealed ? name : maskFileName(name),
      sha256: createHash("sha256").update(bytes).digest("hex"),
      // What a sample is worth is told by its own mark; a command line belongs to no training counter.
      mode: "live",
      trustAge: ageBand(listsAsOf === undefined ? undefined : report.verifiedAt - listsAsOf),
      arrival: "presented",
      // Nobody says here what the file is for: the stricter column of the outage table.
      isHighRisk: true,
      printedAt: Date.now(),
      version: VERSION,
    },
    commandStrings(),
  );
  const made = extname(target).toLowerCase() === ".html" ? new TextEncoder().encode(page) : await printPdf(page);
  if ("ok" in made && !made.ok) return made.fault;
  try {
    await writeFile(target, "ok" in made ? made.value : made, { mode: 0o600 });
    return undefined;
  } catch (error) {
    return fault("report.not-written", { system: (error as NodeJS.ErrnoException).code ?? String(error) });
  }
}

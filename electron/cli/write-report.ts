/** `verify --report`: the verification report of one file, as PDF or as HTML by the name's ending. Personal data are hidden. */
import { createHash } from "node:crypto";
import { realpathSync } from "node:fs";
import { rename, rm, writeFile } from "node:fs/promises";
import { basename, extname, resolve } from "node:path";
import { reportPage } from "../../renderer/report/report-page.ts";
import { type Fault, fault } from "../domain/fault.ts";
import { maskFileName } from "../domain/masking.ts";
import { ageBand } from "../domain/trust-age/outage-policy.ts";
import { VERSION } from "../host/version.ts";
import type { VerificationReport } from "../seal/report.ts";
import { UsageError } from "./command.ts";
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

export function checkReportTarget(target: string | undefined, files: readonly string[]): void {
  if (target === undefined) return;
  if (!KINDS.includes(extname(target).toLowerCase())) throw new UsageError("--report takes a .pdf or .html file");
  if (files.length > 1) throw new UsageError("--report is about one FILE");
  if (files.some((file) => isSamePlace(file, target))) throw new UsageError("--report would overwrite the FILE itself");
}

/** By whatever names and links the two are called. */
function isSamePlace(file: string, target: string): boolean {
  try {
    return resolve(file) === resolve(target) || realpathSync(file) === realpathSync(target);
  } catch {
    // One of them is not there: then it is not the other.
    return false;
  }
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
  const beginning = `${target}.part`;
  try {
    await writeFile(beginning, "ok" in made ? made.value : made, { mode: 0o600 });
    await rename(beginning, target);
    return undefined;
  } catch (error) {
    await rm(beginning, { force: true }).catch(() => undefined);
    return fault("report.not-written", { system: (error as NodeJS.ErrnoException).code ?? String(error) });
  }
}

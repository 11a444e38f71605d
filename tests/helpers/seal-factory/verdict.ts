/** Verifies test files with the standard trust at `NOW`, and finds single answers in a report. */
import type { CheckResult, VerificationReport } from "../../../electron/seal/report.ts";
import type { TrustSet } from "../../../electron/seal/trust-set.ts";
import { type VerificationOptions, verifyDocument } from "../../../electron/seal/verify.ts";
import { NOW, standardTrustSet } from "./pki.ts";

export function verdictOn(file: Uint8Array, options: Partial<VerificationOptions> = {}): VerificationReport {
  const trust: TrustSet = options.trust ?? standardTrustSet();
  return verifyDocument(file, { at: NOW, ...options, trust });
}

/** Answer of one check, of the file or of its first signature that has it. */
export function answerTo(report: VerificationReport, id: string): CheckResult | undefined {
  return [...report.checks, ...report.signatures.flatMap(({ checks }) => checks)].find((check) => check.id === id);
}

/** Every code that any check raised, also those that only inform. */
export function allCodes(report: VerificationReport): readonly string[] {
  return [...report.checks, ...report.signatures.flatMap(({ checks }) => checks)].flatMap(({ codes }) => codes);
}

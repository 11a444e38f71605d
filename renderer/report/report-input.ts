/** What a report is made of: the verification, and the circumstances in which it is printed. */
import type { VerificationReport } from "../../electron/contract/license.ts";
import type { AgeBand, Arrival } from "../../electron/domain/trust-age/outage-policy.ts";

export interface ReportInput {
  readonly report: VerificationReport;
  /** As it may be printed: the caller has masked it. */
  readonly documentName: string;
  readonly documentNumber?: string | undefined;
  /** Lower-case hex of the same bytes as `report.sm3`. */
  readonly sha256: string;
  readonly mode: "training" | "live";
  /** How old the trust data count, a doubtful clock included. */
  readonly trustAge: AgeBand;
  /** When the trust data were issued, epoch milliseconds. */
  readonly trustIssuedAt?: number | undefined;
  /** How the file came, and whether for a matter of high risk: what the outage table asks. */
  readonly arrival: Arrival;
  readonly isHighRisk: boolean;
  /** When the library gave a license that was fetched for an appointment. */
  readonly prefetchedAt?: number | undefined;
  /** Absent at a command line. */
  readonly place?: ReportPlace;
  readonly printedAt: number;
  readonly version: string;
}

export interface ReportPlace {
  readonly hallName: string;
  readonly counterName: string;
  readonly terminalId: string;
  /** Masked. */
  readonly clerkName: string;
  readonly caseNo?: string;
}

/** Told from the file and the moment, so that two reports of one file can be told apart. */
export function reportNumber({ report }: ReportInput): string {
  const day = new Date(report.verifiedAt + 8 * 3_600_000).toISOString().replaceAll(/\D/g, "");
  return `HY-${day.slice(0, 8)}-${day.slice(8, 14)}-${report.sm3.slice(0, 8).toUpperCase()}`;
}

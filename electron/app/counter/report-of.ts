/** What the printed report of one license says beside its verification: where, by whom, with which trust data. Masked. Pure. */
import type { ReplyOf } from "../../contract/contract.ts";
import type { CaseFile, Clerk } from "../../domain/case/case-file.ts";
import { arrivalOf } from "../../domain/exemption/assess.ts";
import { prefetchedAt } from "../../domain/license/license-record.ts";
import { maskName, maskNumber } from "../../domain/masking.ts";
import { present } from "../../domain/present.ts";
import type { AgeBand } from "../../domain/trust-age/outage-policy.ts";
import type { TerminalIdentity } from "../ports/surroundings.ts";
import { recordOf } from "./decide.ts";

export interface ReportCircumstances {
  readonly terminal: TerminalIdentity;
  readonly clerk: Clerk;
  readonly now: number;
  readonly trustAge: AgeBand;
  /** Of the trust data that the verification used. */
  readonly trustIssuedAt: number | undefined;
  readonly sha256: string;
}

/** Undefined when the case has no such license. */
export function reportOf(
  file: CaseFile,
  licenseId: string,
  { terminal, clerk, now, trustAge, trustIssuedAt, sha256 }: ReportCircumstances,
): ReplyOf<"license.report"> | undefined {
  const license = recordOf(file, licenseId);
  if (!license) return undefined;
  const { hallName, counterName, terminalId, mode, version } = terminal;
  return present({
    documentName: license.name || license.typeName,
    documentNumber: license.number === "" ? undefined : maskNumber(license.number),
    sha256,
    mode,
    trustAge,
    trustIssuedAt,
    arrival: arrivalOf(license.source),
    prefetchedAt: prefetchedAt(license),
    isHighRisk: file.matter.highRisk,
    place: { hallName, counterName, terminalId, clerkName: maskName(clerk.name), caseNo: file.caseNo },
    printedAt: now,
    version,
  });
}

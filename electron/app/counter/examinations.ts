/** What the verifications of the open case brought: held in memory only, gone at closing. */
import type { Verdict } from "../../domain/verdict/verdict.ts";
import type { SignatureReport, VerificationReport } from "../../seal/report.ts";
import type { Examination } from "../ports/verifier.ts";

export interface Examinations {
  keepFile(licenseId: string, file: Uint8Array): void;
  file(licenseId: string): Uint8Array | undefined;
  /** Of a license that did not enter the case after all. */
  dropFile(licenseId: string): void;
  keep(licenseId: string, examination: Examination): void;
  get(licenseId: string): Examination | undefined;
  clear(): void;
}

export function createExaminations(): Examinations {
  const files = new Map<string, Uint8Array>();
  const kept = new Map<string, Examination>();
  return {
    keepFile: (licenseId, file) => void files.set(licenseId, file),
    file: (licenseId) => files.get(licenseId),
    dropFile(licenseId) {
      files.get(licenseId)?.fill(0);
      files.delete(licenseId);
    },
    keep: (licenseId, examination) => void kept.set(licenseId, examination),
    get: (licenseId) => kept.get(licenseId),
    clear() {
      // Overwritten, not only dropped: the next citizen must not find them in this process's memory.
      for (const file of files.values()) file.fill(0);
      for (const { drawing, pdf } of kept.values()) {
        for (const { bytes } of Object.values({ ...drawing?.blobs, ...pdf?.blobs })) bytes.fill(0);
      }
      files.clear();
      kept.clear();
    },
  };
}

/**
 * The counter's extract of a report. Of several signatures the accepted one that leaves the least of what can be seen to others
 * speaks for signer and seal: whoever comes first may have signed none of what somebody laid over it.
 */
export function verdictOf(report: VerificationReport): Verdict {
  const accepted = report.signatures.filter((signature) => signature.decision === "accept");
  const [widest] = accepted.toSorted((a, b) => visiblyOpen(a) - visiblyOpen(b));
  const first = widest ?? report.signatures[0];
  const signerName = first?.signer?.organization ?? first?.signer?.commonName;
  return {
    indication: report.indication,
    ...(report.subIndication ? { subIndication: report.subIndication } : {}),
    decision: report.decision,
    codes: report.codes,
    isSample: report.isSample,
    ...(signerName ? { signerName } : {}),
    ...(first?.seal ? { sealName: first.seal.name } : {}),
    ...(first?.signedAt === undefined ? {} : { signedAt: first.signedAt }),
    sm3: report.sm3,
    policyVersion: report.policyVersion,
    ...(report.trust.issue === undefined ? {} : { trustIssue: report.trust.issue }),
    ...(report.trust.listsAsOf === undefined ? {} : { trustListsAsOf: report.trust.listsAsOf }),
    verifiedAt: report.verifiedAt,
  };
}

function visiblyOpen({ coverage: { uncovered } }: SignatureReport): number {
  return uncovered.filter((entry) => entry.class === "STRUCTURE" || entry.class === "RENDERED").length;
}

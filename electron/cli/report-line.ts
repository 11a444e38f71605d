/** A verdict as the JSON line of design section 8, and as lines for people. */
import { present } from "../domain/present.ts";
import type { CertificateSummary, SealSummary, SignatureReport, VerificationReport } from "../seal/report.ts";
import { visibleText } from "../seal/visible-text.ts";
import type { Output } from "./command.ts";

const iso = (at: number | undefined) => (at === undefined ? undefined : new Date(at).toISOString());

/** The line of design section 8; instants as ISO 8601. */
export function reportLine(file: string, report: VerificationReport, ms: number) {
  const { format, indication, subIndication, decision, codes, isSample, sm3, policyVersion } = report;
  return present({
    file,
    format,
    indication,
    subIndication,
    decision,
    codes,
    isSample,
    signatures: report.signatures.map(signatureLine),
    checks: report.checks,
    sm3,
    policyVersion,
    trust: present({ issue: report.trust.issue, listsAsOf: iso(report.trust.listsAsOf) }),
    verifiedAt: iso(report.verifiedAt),
    ms,
  });
}

function signatureLine(signature: SignatureReport) {
  const { id, kind, standard, indication, subIndication, decision, codes, timeBasis, coverage, checks } = signature;
  return present({
    id,
    kind,
    standard,
    indication,
    subIndication,
    decision,
    codes,
    signer: signature.signer && certificateLine(signature.signer),
    seal: signature.seal && sealLine(signature.seal),
    signedAt: iso(signature.signedAt),
    timeBasis,
    coverage,
    checks,
  });
}

function certificateLine(certificate: CertificateSummary) {
  return { ...certificate, notBefore: iso(certificate.notBefore), notAfter: iso(certificate.notAfter) };
}

function sealLine(seal: SealSummary) {
  return { ...seal, createdAt: iso(seal.createdAt), validFrom: iso(seal.validFrom), validTo: iso(seal.validTo) };
}

const DECISIONS = { accept: "采信", reject: "不予采信", refer: "转人工" } as const;

export function printReport(output: Output, file: string, report: VerificationReport): void {
  const sub = report.subIndication ? ` / ${report.subIndication}` : "";
  output.line(`${visibleText(file)}: ${report.indication}${sub} · ${DECISIONS[report.decision]}`);
  output.line(`    策略 ${report.policyVersion}`);
  if (report.codes.length > 0) output.line(`    ${report.codes.join(" ")}`);
  for (const { id, signer, seal, signedAt, indication } of report.signatures) {
    const names = [seal?.name, signer?.commonName].map((name) => visibleText(name ?? "-"));
    output.line(`    ${visibleText(id)} ${indication} ${names.join(" · ")} · ${iso(signedAt) ?? "-"}`);
  }
}

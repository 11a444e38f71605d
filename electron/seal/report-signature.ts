/** One signature's part of the report: its checks, its verdict, and summaries of signer and seal for people. */
import { isSampleCertificate } from "./answers/certificate-traits.ts";
import type { Cause, CheckContext, CheckOutcome } from "./answers/outcome.ts";
import { certificateOf, sesOf } from "./answers/signature-view.ts";
import { signingTimeOf } from "./answers/signing-time-of.ts";
import { SIGNATURE_CHECK_OF } from "./checks/catalog.ts";
import { SIGNATURE_CHECKS } from "./codes.ts";
import { OID } from "./der/oid.ts";
import type { SealFacts, SignatureFacts } from "./facts.ts";
import { toHex } from "./hex.ts";
import { codesOf, judge, neverWithoutIntegrity, type PolicyIndex } from "./indication.ts";
import type { CertificateSummary, CheckResult, SealSummary, SignatureReport } from "./report.ts";
import type { TrustSet } from "./trust-set.ts";
import type { Certificate } from "./x509/certificate.ts";
import { commonName, nameValue } from "./x509/name.ts";

export interface Judged<Report> {
  readonly report: Report;
  readonly causes: readonly Cause[];
}

export function reportSignature(
  facts: SignatureFacts,
  context: CheckContext,
  policy: PolicyIndex,
): Judged<SignatureReport> {
  const { checks, causes } = runChecks(
    SIGNATURE_CHECKS.map((id) => [id, SIGNATURE_CHECK_OF[id](facts, context)]),
    policy,
  );
  const signer = certificateOf(facts.signer?.certificate);
  const signing = signingTimeOf(facts);
  const report: SignatureReport = {
    id: facts.id,
    kind: sesOf(facts) || isListedSeal(facts) ? "seal" : "sign",
    standard: standardOf(facts),
    ...neverWithoutIntegrity(judge(causes, policy), [facts]),
    ...(signer && { signer: summarizeCertificate(signer, context.trust) }),
    ...(facts.seal && { seal: summarizeSeal(facts.seal) }),
    ...(signing && { signedAt: signing.at }),
    timeBasis: signing?.basis ?? "claimed",
    coverage: { uncovered: facts.format === "ofd" ? facts.uncovered : [] },
    checks,
  };
  return { report, causes };
}

function isListedSeal(facts: SignatureFacts): boolean {
  return facts.format === "ofd" && facts.listed.type === "Seal";
}

/** Answers in order, questions that do not arise left out. */
export function runChecks(
  answers: readonly (readonly [string, CheckOutcome | undefined])[],
  policy: PolicyIndex,
): { readonly checks: readonly CheckResult[]; readonly causes: readonly Cause[] } {
  const checks: CheckResult[] = [];
  const causes: Cause[] = [];
  for (const [id, outcome] of answers) {
    if (!outcome) continue;
    const { result, detail } = outcome;
    checks.push({ id, result, codes: codesOf(outcome.causes, policy), ...(detail && { detail }) });
    causes.push(...outcome.causes);
  }
  return { checks, causes };
}

function standardOf({ value }: SignatureFacts): string {
  return value && value.form !== "malformed" ? value.standard : "unknown";
}

function summarizeCertificate(certificate: Certificate, trust: TrustSet): CertificateSummary {
  const organization = nameValue(certificate.subject, OID.ORGANIZATION);
  return {
    subject: certificate.subject.text,
    commonName: commonName(certificate.subject),
    ...(organization !== undefined && { organization }),
    issuer: certificate.issuer.text,
    serialNumber: toHex(certificate.serialNumber).toUpperCase(),
    notBefore: certificate.notBefore,
    notAfter: certificate.notAfter,
    fingerprint: certificate.fingerprint,
    isSample: isSampleCertificate(certificate, trust),
  };
}

function summarizeSeal({ seal, maker }: SealFacts): SealSummary {
  const certificate = certificateOf(maker.certificate);
  return {
    id: seal.id,
    name: seal.name,
    maker: certificate ? commonName(certificate.subject) : seal.vendor,
    createdAt: seal.createdAt,
    validFrom: seal.validFrom,
    validTo: seal.validTo,
    pictureType: seal.picture.type,
    pictureWidthMm: seal.picture.widthMm,
    pictureHeightMm: seal.picture.heightMm,
  };
}

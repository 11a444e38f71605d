/** `verify`: seals of files judged on this machine against the trust given; one line or one JSON object for each file. */
import { readFile } from "node:fs/promises";
import { present } from "../domain/present.ts";
import { readPolicyFile } from "../host/policy-file.ts";
import { DEFAULT_POLICY, type Policy } from "../seal/policy.ts";
import type { CertificateSummary, SealSummary, SignatureReport, VerificationReport } from "../seal/report.ts";
import { buildTrustSet } from "../seal/trust-set.ts";
import { type VerificationOptions, verifyDocument } from "../seal/verify.ts";
import { importTrustFiles } from "../trust/import-files.ts";
import { platformCrypto } from "../verification/platform-crypto.ts";
import { instantOf, readArguments } from "./arguments.ts";
import { type Command, type Output, UsageError } from "./command.ts";
import { EXIT } from "./exit-codes.ts";
import { faultLine } from "./fault-line.ts";
import { checkReportTarget, writeReport } from "./write-report.ts";

export const verify: Command = {
  name: "verify",
  usage: "verify [--trust FILE|DIR]... [--policy FILE] [--at TIME] [--report FILE [--reveal]] [--json] FILE...",
  summary: "在本机核验证照文件的电子印章;退出码 0 全部通过,1 有失败或无签章,2 有无法确认",
  async run({ args, output }) {
    const { values, positionals } = readArguments(args, {
      trust: { type: "string", multiple: true },
      policy: { type: "string" },
      at: { type: "string" },
      report: { type: "string" },
      reveal: { type: "boolean" },
      json: { type: "boolean" },
    });
    if (positionals.length === 0) throw new UsageError("at least one FILE is needed");
    const { report: target, reveal: isRevealed = false, json: isJson = false } = values;
    checkReportTarget(target, positionals);
    const at = instantOf(values.at, "at") ?? Date.now();
    const policy = await chosenPolicy(values.policy, output);
    if (!policy) return EXIT.usage;
    const imported = await importTrustFiles(values.trust ?? []);
    for (const { file, fault } of imported.problems) output.note(`--trust ${file}: ${faultLine(fault)}`);
    const trust = buildTrustSet(imported.material, platformCrypto);
    for (const { kind, index, reason } of trust.refused) output.note(`--trust: ${kind} ${index} left out: ${reason}`);
    let worst: number = EXIT.good;
    for (const file of positionals) {
      const judged = await judge(file, { trust, at, policy }, output);
      if (!judged) {
        worst = EXIT.usage;
        continue;
      }
      const { bytes, report, ms } = judged;
      if (isJson) output.json(lineOf(file, report, ms));
      else printReport(output, file, report);
      worst = worse(worst, codeOf(report));
      const problem = target && (await writeReport({ file, bytes, report, target, isRevealed }));
      if (problem) {
        output.note(`--report ${target}: ${faultLine(problem)}`);
        worst = EXIT.unavailable;
      }
    }
    return worst;
  },
};

/** Undefined when it cannot be used: nothing is judged by another one than was asked for. */
async function chosenPolicy(file: string | undefined, output: Output): Promise<Policy | undefined> {
  if (file === undefined) return DEFAULT_POLICY;
  const read = await readPolicyFile(file);
  if (read.ok) return read.value;
  output.note(`--policy ${file}: ${faultLine(read.fault)}`);
  return undefined;
}

/** Undefined when the file cannot be read; why is on stderr. */
async function judge(file: string, options: VerificationOptions, output: Output) {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => error);
  if (bytes instanceof Error) {
    output.note(`${file}: ${bytes.code ?? bytes.message}`);
    return undefined;
  }
  const started = performance.now();
  const report = verifyDocument(bytes, options);
  return { bytes, report, ms: Math.round((performance.now() - started) * 10) / 10 };
}

function codeOf({ indication }: VerificationReport): number {
  if (indication === "TOTAL_PASSED") return EXIT.good;
  return indication === "INDETERMINATE" ? EXIT.unconfirmed : EXIT.bad;
}

/** Usage before failed before unconfirmed before good. */
function worse(a: number, b: number): number {
  const order: readonly number[] = [EXIT.good, EXIT.unconfirmed, EXIT.bad, EXIT.usage];
  return order.indexOf(a) > order.indexOf(b) ? a : b;
}

const iso = (at: number | undefined) => (at === undefined ? undefined : new Date(at).toISOString());

/** The line of design section 8; instants as ISO 8601. */
function lineOf(file: string, report: VerificationReport, ms: number) {
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

function printReport(output: Output, file: string, report: VerificationReport): void {
  const sub = report.subIndication ? ` / ${report.subIndication}` : "";
  output.line(`${file}: ${report.indication}${sub} · ${DECISIONS[report.decision]}`);
  output.line(`    策略 ${report.policyVersion}`);
  if (report.codes.length > 0) output.line(`    ${report.codes.join(" ")}`);
  for (const { id, signer, seal, signedAt, indication } of report.signatures) {
    output.line(
      `    ${id} ${indication} ${seal?.name ?? "-"} · ${signer?.commonName ?? "-"} · ${iso(signedAt) ?? "-"}`,
    );
  }
}

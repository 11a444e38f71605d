/** One block for each signature: seal, maker, signer, times and what they rest on, what is protected. */
import type { SignatureReport } from "../../electron/contract/license.ts";
import { calendarDay, dayAndTime } from "../strings/format.ts";
import type { Strings } from "../strings/language.ts";
import { codeText } from "../strings/sentences.ts";
import { type Html, h } from "./markup.ts";
import type { ReportInput } from "./report-input.ts";
import { type Fact, factsTable, section } from "./report-parts.ts";
import { type Hide, signerOf } from "./report-privacy.ts";

export function sealsSection({ report }: ReportInput, hide: Hide, strings: Strings): Html {
  const words = strings.report;
  if (report.signatures.length === 0) return section(words.seals, h("p", words.noSeals));
  return section(words.seals, ...report.signatures.map((one, index) => block(one, { index, hide, strings })));
}

interface Setting {
  readonly index: number;
  readonly hide: Hide;
  readonly strings: Strings;
}

function block(signature: SignatureReport, { index, hide, strings }: Setting): Html {
  const { words, report } = strings;
  const { seal, indication, subIndication, decision, codes } = signature;
  const name = seal ? hide(seal.name) : strings.evidence.signature(index + 1);
  const outcome = `${words.indications[indication]}${subIndication ? ` ${subIndication}` : ""} · ${words.decisionsOfPolicy[decision]}`;
  return h(
    "div.report__seal",
    h(
      "h3",
      `${report.sealNo(index + 1)}　${name}`,
      signature.signer?.isSample ? h("em", strings.license.sample) : undefined,
    ),
    factsTable([
      [report.outcome, outcome],
      [report.reasons, codes.length === 0 ? undefined : codes.map((one) => codeText(one, strings)).join("；")],
      ...sealFacts(signature, hide, strings),
      ...signerFacts(signature, hide, strings),
      [report.standard, signature.standard],
      [report.covers, coverage(signature, hide, strings)],
    ]),
  );
}

function sealFacts({ seal }: SignatureReport, hide: Hide, { report, license }: Strings): Fact[] {
  if (!seal) return [];
  const { id, maker, createdAt, validFrom, validTo } = seal;
  return [
    [report.sealId, h("code", hide(id))],
    [report.maker, hide(maker)],
    [report.createdAt, calendarDay(createdAt)],
    [report.sealValidity, license.fromTo(calendarDay(validFrom), calendarDay(validTo))],
  ];
}

function signerFacts(signature: SignatureReport, hide: Hide, { report, license, evidence }: Strings): Fact[] {
  const { signer, signedAt, timeBasis } = signature;
  const basis = timeBasis === "timestamp" ? evidence.timestamp : evidence.claimed;
  return [
    [report.signer, signerOf(signature, hide)],
    [report.signedAt, signedAt === undefined ? report.noTime : `${dayAndTime(signedAt)}${report.aside(basis)}`],
    [report.issuer, signer && hide(signer.issuer)],
    [report.serial, signer && h("code", signer.serialNumber)],
    [report.certificateValidity, signer && license.fromTo(calendarDay(signer.notBefore), calendarDay(signer.notAfter))],
  ];
}

function coverage(
  { coverage: { uncovered } }: SignatureReport,
  hide: Hide,
  { report }: Strings,
): string | readonly Html[] {
  if (uncovered.length === 0) return report.coversAll;
  return [
    h("p", report.uncovered),
    h(
      "ul",
      uncovered.map(({ path, class: kind }) => h("li", h("code", hide(path)), ` ${report.coverageClasses[kind]}`)),
    ),
  ];
}

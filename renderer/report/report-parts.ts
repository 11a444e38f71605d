/** Head, verdict, file, grounds, remarks and signing lines of the report. */
import type { Face } from "../../electron/domain/verdict/verdict.ts";
import { calendarDay, clockTimeWithSeconds, dayAndTime } from "../strings/format.ts";
import type { Strings } from "../strings/language.ts";
import { codeText } from "../strings/sentences.ts";
import { element, type Html, h } from "./markup.ts";
import { type ReportInput, reportNumber } from "./report-input.ts";
import { reportVerdict } from "./report-verdict.ts";

/** A line of a table of facts; an absent value leaves the line out. */
export type Fact = readonly [name: string, value: string | Html | readonly Html[] | undefined];

export function factsTable(facts: readonly Fact[]): Html {
  const rows = facts.filter(([, value]) => value !== undefined && value !== "");
  return h(
    "table.report__facts",
    h(
      "tbody",
      rows.map(([name, value]) => h("tr", element("th", { scope: "row" }, name), h("td", value))),
    ),
  );
}

export function section(title: string, ...content: readonly (Html | undefined)[]): Html {
  return h("section.report__section", h("h2", title), ...content);
}

const moment = (at: number) => `${calendarDay(at)} ${clockTimeWithSeconds(at)}`;
const code = (text: string) => h("code", text);

export function head(input: ReportInput, { report: words }: Strings): Html {
  const { place, printedAt } = input;
  return h(
    "header.report__head",
    input.mode === "training" ? h("p.report__training", words.training) : undefined,
    h("p.report__hall", place ? `${place.hallName}　${place.counterName}` : words.commandLine),
    h("h1", words.title),
    h(
      "p.report__numbers",
      h("span", `${words.number} `, code(reportNumber(input))),
      place?.caseNo ? h("span", `${words.caseNo} `, code(place.caseNo)) : undefined,
      h("span", `${words.printedAt} ${dayAndTime(printedAt)}`),
    ),
  );
}

/** Each face has a sign of its own, so that a black and white copy says the same. */
const SIGNS: Readonly<Record<Face, string>> = {
  valid: "✓",
  attention: "!",
  unconfirmed: "?",
  invalid: "✕",
  "not-license": "—",
};

export function verdict(input: ReportInput, strings: Strings): Html {
  const { report } = input;
  const { face, why, next } = reportVerdict(input, strings);
  const words = strings.report;
  const term = report.subIndication ? `${report.indication} / ${report.subIndication}` : report.indication;
  return element(
    "section.report__verdict",
    { "data-face": face },
    element("div.report__sign", { "aria-hidden": "true" }, SIGNS[face]),
    h("div.report__said", h("p.report__face", strings.words.faces[face]), h("p", why), h("p.report__next", next)),
    h(
      "dl.report__terms",
      h("div", h("dt", words.indication), h("dd", strings.words.indications[report.indication], code(term))),
      h("div", h("dt", words.decision), h("dd", strings.words.decisionsOfPolicy[report.decision])),
    ),
  );
}

export function fileSection({ report, documentName, documentNumber, sha256 }: ReportInput, strings: Strings): Html {
  const words = strings.report;
  return section(
    words.file,
    factsTable([
      [words.fileName, documentName],
      [words.fileNumber, documentNumber],
      [words.format, words.formats[report.format]],
      [words.size, words.bytes(report.sizeBytes.toLocaleString("en-US"))],
      ["SM3", code(report.sm3)],
      ["SHA-256", code(sha256)],
    ]),
  );
}

/** Every code that decides or warns, in words, under the verdict. */
export function causes({ report }: ReportInput, strings: Strings): Html | undefined {
  if (report.codes.length === 0) return undefined;
  return element(
    "ul.report__causes",
    { "aria-label": strings.report.causes },
    report.codes.map((one) => h("li", `${codeText(one, strings)} `, code(one))),
  );
}

export function groundsSection(input: ReportInput, strings: Strings): Html {
  const { report, place, trustIssuedAt, prefetchedAt, printedAt, version } = input;
  const words = strings.report;
  const { issue, listsAsOf } = report.trust;
  const age = listsAsOf === undefined ? undefined : words.age(report.verifiedAt - listsAsOf);
  return section(
    words.grounds,
    factsTable([
      [strings.words.sources.prefetched, prefetchedAt === undefined ? undefined : moment(prefetchedAt)],
      [words.verifiedAt, moment(report.verifiedAt)],
      [words.trustIssue, issue === undefined ? undefined : strings.license.trustIssueNo(issue)],
      [words.trustIssuedAt, trustIssuedAt === undefined ? undefined : moment(trustIssuedAt)],
      [words.listsAsOf, listsAsOf === undefined ? words.noLists : `${moment(listsAsOf)}${words.aside(age ?? "")}`],
      [words.trustAge, strings.words.ageBands[input.trustAge]],
      [words.policy, code(report.policyVersion)],
      [words.terminal, place && `${place.terminalId}　${place.hallName}　${place.counterName}`],
      [words.clerk, place?.clerkName],
      [words.printedAt, moment(printedAt)],
      [words.program, `${strings.product.name} ${version}`],
    ]),
  );
}

export function remarksSection({ report: words }: Strings): Html {
  return section(
    words.remarks,
    h(
      "ol.report__remarks",
      words.remarkLines.map((line) => h("li", line)),
    ),
  );
}

export function signingLines({ report: words }: Strings): Html {
  return h(
    "div.report__signing",
    words.signingLines.map((line) => h("div", h("span", line), h("i"))),
  );
}

/** Every check as question and answer, numbered through: of the file first, then of each signature. */
import type { CheckResult } from "../../electron/contract/license.ts";
import { answerOf, type CheckAnswer, checkDetail, checkTally } from "../screens/counter/check-order.ts";
import type { Strings } from "../strings/language.ts";
import { checkQuestion, codeText } from "../strings/sentences.ts";
import { element, type Html, h } from "./markup.ts";
import type { ReportInput } from "./report-input.ts";
import { section } from "./report-parts.ts";
import type { Hide } from "./report-privacy.ts";

const SIGNS: Readonly<Record<CheckAnswer, string>> = { passed: "✓", remark: "!", failed: "✕", undetermined: "?" };

export function checksSection({ report }: ReportInput, hide: Hide, strings: Strings): Html {
  const words = strings.report;
  const groups = [
    { title: words.wholeFile, checks: report.checks },
    ...report.signatures.map(({ seal, checks }, index) => ({
      title: `${words.sealNo(index + 1)}　${seal ? hide(seal.name) : strings.evidence.signature(index + 1)}`,
      checks,
    })),
  ];
  const all = groups.flatMap(({ checks }) => checks);
  let number = 0;
  const bodies = groups
    .filter(({ checks }) => checks.length > 0)
    .map(({ title, checks }) =>
      h(
        "tbody",
        h("tr.report__group", element("th", { colspan: "4", scope: "rowgroup" }, title)),
        checks.map((check) => row(check, ++number, hide, strings)),
      ),
    );
  return section(
    words.checks,
    h("p.report__tally", strings.evidence.summary(checkTally(all))),
    h(
      "table.report__checks",
      h(
        "thead",
        h(
          "tr",
          [words.checkNo, words.question, words.answer, words.explained].map((name) =>
            element("th", { scope: "col" }, name),
          ),
        ),
      ),
      bodies,
    ),
  );
}

function row(check: CheckResult, number: number, hide: Hide, strings: Strings): Html {
  const answer = answerOf(check);
  const detail = answer === "passed" ? "" : checkDetail(check, strings.details);
  return element(
    "tr",
    { "data-answer": answer },
    h("td.report__no", String(number)),
    h("td", checkQuestion(check.id, strings)),
    h("td.report__answer", h("b", SIGNS[answer]), ` ${strings.evidence[answer]}`),
    h(
      "td",
      check.codes.map((code) => h("div", `${codeText(code, strings)} `, h("code", code))),
      detail === "" ? undefined : h("div.report__detail", hide(detail)),
    ),
  );
}

/** 核验报告: the whole sheet, in the order in which it is read. */
import type { Strings } from "../strings/language.ts";
import { element, type Html } from "./markup.ts";
import { checksSection } from "./report-checks.ts";
import type { ReportInput } from "./report-input.ts";
import { causes, fileSection, groundsSection, head, remarksSection, signingLines, verdict } from "./report-parts.ts";
import { hidePersons } from "./report-privacy.ts";
import { sealsSection } from "./report-seals.ts";

export function reportSheet(input: ReportInput, strings: Strings): Html {
  const hide = hidePersons(input.report);
  return element(
    "article.report",
    { lang: strings.tongue === "zh" ? "zh-CN" : "en" },
    head(input, strings),
    verdict(input, strings),
    causes(input, strings),
    fileSection(input, strings),
    sealsSection(input, hide, strings),
    checksSection(input, hide, strings),
    groundsSection(input, strings),
    remarksSection(strings),
    signingLines(strings),
  );
}

/** The report as a page of its own: no script, nothing from outside, its style within. */
import type { Strings } from "../strings/language.ts";
import { escapeHtml } from "./markup.ts";
import { type ReportInput, reportNumber } from "./report-input.ts";
import { reportSheet } from "./report-sheet.ts";
import { reportStyle } from "./report-style.ts";

export function reportPage(input: ReportInput, strings: Strings): string {
  const title = `${strings.report.title} ${reportNumber(input)}`;
  return [
    "<!doctype html>",
    `<html lang="${strings.tongue === "zh" ? "zh-CN" : "en"}"><head><meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${escapeHtml(title)}</title><style>${reportStyle(input, strings)}</style></head>`,
    `<body class="report-page">${reportSheet(input, strings).html}</body></html>`,
  ].join("\n");
}

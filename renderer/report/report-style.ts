/** Style of the report: A4, black on white, page numbers in the margin; colour only beside a sign and a word. */
import type { Strings } from "../strings/language.ts";
import { type ReportInput, reportNumber } from "./report-input.ts";

const SANS = `"Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif`;
const SERIF = `"Noto Serif CJK SC", "Source Han Serif SC", SimSun, "Songti SC", serif`;
const MONO = `"DejaVu Sans Mono", Consolas, "Noto Sans Mono CJK SC", monospace`;

/** Margin boxes carry the report's number and the pages (CSS Paged Media 3 §4.2). */
function pageRule(input: ReportInput, { report: words }: Strings): string {
  const [before = "", between = "", after = ""] = words.pageOf("#", "#").split("#");
  const box = `font: 8pt ${SANS}; color: #555; vertical-align: top; padding-top: 3mm;`;
  return `@page verification-report { size: A4; margin: 16mm 17mm 19mm;
@bottom-left { content: ${quoted(`${words.title} ${reportNumber(input)}`)}; ${box} }
@bottom-right { content: ${quoted(before)} counter(page) ${quoted(between)} counter(pages) ${quoted(after)}; ${box} } }`;
}

function quoted(text: string): string {
  return `"${text.replace(/["\\\n<]/g, "")}"`;
}

export function reportStyle(input: ReportInput, strings: Strings): string {
  return `${pageRule(input, strings)}\n${SHEET}`;
}

const SHEET = `
.report-page { margin: 0; background: #fff; }
.report { page: verification-report; padding: 0 0.4mm; color: #111; background: #fff; font: 9.5pt/1.55 ${SANS}; text-align: left;
  -webkit-print-color-adjust: exact; print-color-adjust: exact; }
.report * { box-sizing: border-box; margin: 0; padding: 0; }
.report code { font: 0.88em ${MONO}; overflow-wrap: anywhere; }
.report__head { text-align: center; border-bottom: 1.6pt solid #111; padding-bottom: 2.5mm; position: relative; }
.report__head::after { content: ""; position: absolute; left: 0; right: 0; bottom: -1.1mm; border-bottom: 0.5pt solid #111; }
.report__training { display: inline-block; border: 1pt dashed #a3261a; color: #a3261a; padding: 0.6mm 6mm; margin-bottom: 2.5mm; letter-spacing: 0.15em; }
.report__hall { color: #333; font-size: 10.5pt; letter-spacing: 0.04em; }
.report h1 { font: 700 21pt/1.5 ${SERIF}; letter-spacing: 0.14em; text-indent: 0.14em; }
.report:lang(en) h1 { font-size: 17pt; letter-spacing: 0.01em; text-indent: 0; }
.report__numbers { display: flex; justify-content: space-between; gap: 4mm; margin-top: 1.5mm; color: #333; font-size: 8.5pt; }
.report__verdict { display: grid; grid-template-columns: 15mm 1fr 48mm; align-items: center; margin-top: 6mm; border: 1pt solid #111; break-inside: avoid; }
.report__sign { justify-self: center; width: 10mm; height: 10mm; border: 1.2pt solid; border-radius: 50%; font: 700 15pt/9.2mm ${SANS}; text-align: center; }
.report__said { padding: 3mm 4mm 3mm 0; }
.report__face { font: 700 14pt/1.4 ${SERIF}; }
.report__next { color: #333; font-size: 9pt; }
.report__terms { align-self: stretch; display: flex; flex-direction: column; border-left: 0.5pt solid #777; }
.report__terms > div { flex: 1; padding: 2mm 3mm; }
.report__terms > div + div { border-top: 0.5pt solid #777; }
.report__terms dt { color: #555; font-size: 8pt; }
.report__terms dd { font-weight: 600; }
.report__terms code { display: block; font-weight: 400; font-size: 7pt; line-height: 1.35; color: #333; }
[data-face="valid"] .report__sign, [data-face="valid"] .report__face { color: #14653a; }
[data-face="attention"] .report__sign, [data-face="attention"] .report__face { color: #8a5300; }
[data-face="unconfirmed"] .report__sign, [data-face="unconfirmed"] .report__face { color: #4b4f57; }
[data-face="invalid"] .report__sign, [data-face="invalid"] .report__face { color: #a3261a; }
[data-face="not-license"] .report__sign, [data-face="not-license"] .report__face { color: #4b4f57; }
.report__causes { margin: 2mm 0 0 2mm; font-size: 9pt; }
.report__section { margin-top: 5mm; }
.report h2 { font: 700 11.5pt/1.5 ${SERIF}; margin-bottom: 1.2mm; break-after: avoid; }
.report h3 { font: 600 9.5pt/1.6 ${SANS}; margin-bottom: 0.8mm; break-after: avoid; }
.report h3 em { margin-left: 3mm; border: 0.6pt solid #a3261a; color: #a3261a; padding: 0 1.5mm; font-style: normal; font-size: 8pt; }
.report__facts, .report__checks { width: 100%; border-collapse: collapse; }
.report__facts th, .report__facts td, .report__checks th, .report__checks td { border: 0.5pt solid #999; padding: 0.9mm 2mm; text-align: left; vertical-align: top; font-weight: 400; overflow-wrap: anywhere; }
.report__facts th { width: 31mm; background: #f4f4f2; color: #333; }
.report__facts tr, .report__checks tr { break-inside: avoid; }
.report__seal + .report__seal { margin-top: 3.5mm; }
.report .report__facts ul, .report .report__causes, .report .report__remarks { padding-left: 5mm; }
.report__checks thead th { background: #e9e9e6; font-weight: 600; white-space: nowrap; }
.report__checks thead { display: table-header-group; }
.report__group th { background: #f4f4f2; font-weight: 600; }
.report__group { break-after: avoid; }
.report__tally { margin-bottom: 1.2mm; break-after: avoid; }
.report__checks { font-size: 8.5pt; line-height: 1.45; }
.report__checks .report__no { width: 10mm; text-align: center; color: #555; }
.report__checks td:nth-child(2) { width: 66mm; }
.report__checks .report__answer { width: 22mm; white-space: nowrap; }
.report__answer b { display: inline-block; width: 1.1em; text-align: center; }
[data-answer="failed"] .report__answer { color: #a3261a; font-weight: 600; }
[data-answer="undetermined"] .report__answer { color: #4b4f57; font-weight: 600; }
[data-answer="remark"] .report__answer { color: #8a5300; }
.report__detail { color: #444; font-size: 7.5pt; line-height: 1.4; }
.report__remarks { color: #222; font-size: 8.5pt; }
.report__signing { display: grid; grid-template-columns: 1fr 1fr 1fr; gap: 8mm; margin-top: 9mm; break-inside: avoid; }
.report__signing div { display: flex; gap: 2mm; align-items: flex-end; white-space: nowrap; }
.report__signing i { flex: 1; border-bottom: 0.7pt solid #111; height: 6mm; }
@media screen { .report { max-width: 210mm; margin: 0 auto; padding: 16mm 17mm; } }
`;

/** The verification report on paper: laid out by a real Chromium, read back from the PDF, looked at as a picture. */
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { printPdf } from "../../electron/cli/print-pdf.ts";
import vector from "../../electron/verification/self-test-vector.json" with { type: "json" };
import { reportNumber } from "../../renderer/report/report-input.ts";
import { reportPage } from "../../renderer/report/report-page.ts";
import { STRINGS } from "../../renderer/strings/language.ts";
import { reportInput } from "../helpers/fixtures/report-input.ts";
import { changedReport } from "../helpers/fixtures/reports.ts";
import { pdfPages } from "../helpers/pdf-text.ts";
import { launchChromium, newContext, photograph } from "../helpers/process/chromium.ts";
import { liangzheng } from "../helpers/process/liangzheng.ts";

const folder = mkdtempSync(join(tmpdir(), "report-pdf-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
/** Without spaces and ligatures. */
const dense = (text: string) => text.normalize("NFKC").replaceAll(/\s/g, "");

describe("on paper", () => {
  test.each(["zh", "en"] as const)("in %s: A4, every page numbered and named, every fact on it", async (tongue) => {
    const input = reportInput({ report: changedReport });
    const printed = await printPdf(reportPage(input, STRINGS[tongue]));
    if (!printed.ok) throw new Error(printed.fault.code);
    expect(Buffer.from(printed.value).toString("latin1")).toMatch(/\/MediaBox \[0 0 59[45][\d.]* 84[12][\d.]*\]/);
    const pages = pdfPages(printed.value).map(dense);
    expect(pages).toHaveLength(3);
    const { pageOf } = STRINGS[tongue].report;
    for (const [index, page] of pages.entries()) {
      expect(page).toContain(dense(pageOf(String(index + 1), "3")));
      expect(page).toContain(dense(reportNumber(input)));
    }
    const whole = pages.join("");
    const { words, report } = STRINGS[tongue];
    for (const fact of [
      input.documentName,
      changedReport.sm3,
      input.sha256,
      words.faces.invalid,
      words.decisionsOfPolicy.reject,
      "REFERENCE_MISMATCH",
      changedReport.policyVersion,
      ...report.remarkLines,
    ]) {
      expect(whole).toContain(dense(fact));
    }
  });

  test("a long report keeps its table heads, and no page is empty", async () => {
    const [one] = changedReport.signatures;
    const signatures = Array.from({ length: 6 }, (_, index) => ({ ...one!, id: String(index) }));
    const printed = await printPdf(reportPage(reportInput({ report: { ...changedReport, signatures } }), STRINGS.zh));
    if (!printed.ok) throw new Error(printed.fault.code);
    const pages = pdfPages(printed.value).map(dense);
    expect(pages.length).toBeGreaterThan(6);
    for (const page of pages) expect(page.length).toBeGreaterThan(80);
    expect(pages.filter((page) => page.includes("序号问题回答")).length).toBeGreaterThan(3);
  });

  test("nothing runs over the edge of the sheet (picture in tests/artefacts)", async () => {
    const browser = await launchChromium();
    try {
      const page = await (await newContext(browser)).newPage();
      await page.setViewportSize({ width: 794, height: 1123 });
      await page.setContent(reportPage(reportInput({ report: changedReport }), STRINGS.zh));
      await photograph(page, "verification-report");
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    } finally {
      await browser.close();
    }
  });
});

describe("liangzheng verify --report", () => {
  const license = join(folder, "居民身份证-张晓明-990106199001011232.ofd");
  writeFileSync(license, Buffer.from(vector.file, "base64"));
  const pdf = join(folder, "report.pdf");
  const verify = (target: string, ...more: string[]) => liangzheng(["verify", "--report", target, ...more, license]);

  test("writes a PDF beside the verdict, without the name and number that the file is called by", async () => {
    const run = await verify(pdf, "--at", vector.at);
    expect(run).toMatchObject({ code: 2, stderr: "" });
    const text = pdfPages(readFileSync(pdf)).join("");
    expect(text).not.toMatch(/张晓明|990106199001011232|\uFFFD/);
    expect(dense(text)).toContain("SIGNER_CHAIN_NOT_FOUND");
  });

  test("with --reveal the name stands as it is; as .html no browser is needed", async () => {
    const page = join(folder, "report.html");
    const run = await liangzheng(["verify", "--report", page, "--reveal", license], {
      env: { PATH: "", LIANGZHENG_BROWSER: "" },
    });
    expect(run.code).toBe(2);
    expect(readFileSync(page, "utf8")).toContain("居民身份证-张晓明-990106199001011232.ofd");
  });

  test("says what is missing, and leaves no file: no browser, a browser that fails, a folder that is not there", async () => {
    const broken = join(folder, "broken-browser");
    writeFileSync(broken, "#!/bin/sh\nexit 3\n", { mode: 0o755 });
    const target = join(folder, "none.pdf");
    for (const [browser, code] of [
      ["", "report.no-browser"],
      [broken, "report.not-printed"],
    ] as const) {
      const run = await liangzheng(["verify", "--report", target, license], {
        env: { PATH: "", LIANGZHENG_BROWSER: browser },
      });
      expect(run.code).toBe(69);
      expect(run.stderr).toContain(code);
      expect(() => readFileSync(target)).toThrow();
    }
    const nowhere = await verify(join(folder, "nowhere", "report.html"));
    expect(nowhere.code).toBe(69);
    expect(nowhere.stderr).toContain("report.not-written");
  });

  test("never overwrites the file that it is about", async () => {
    const own = join(folder, "license.pdf");
    writeFileSync(own, Buffer.from(vector.file, "base64"));
    symlinkSync(own, join(folder, "other-name.pdf"));
    for (const target of [own, join(folder, ".", "license.pdf"), join(folder, "other-name.pdf")]) {
      expect((await liangzheng(["verify", "--report", target, own])).code).toBe(64);
    }
    expect(readFileSync(own).toString("base64")).toBe(vector.file);
  });

  test("another ending, or two files, are usage errors", async () => {
    expect((await verify(join(folder, "report.doc"))).code).toBe(64);
    expect((await verify(pdf, license)).code).toBe(64);
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SignatureReport } from "../../../../electron/seal/report.ts";
import { escapeHtml } from "../../../../renderer/report/markup.ts";
import { type ReportInput, reportNumber } from "../../../../renderer/report/report-input.ts";
import { reportPage } from "../../../../renderer/report/report-page.ts";
import { reportSheet } from "../../../../renderer/report/report-sheet.ts";
import { reportVerdict } from "../../../../renderer/report/report-verdict.ts";
import { STRINGS } from "../../../../renderer/strings/language.ts";
import { checkQuestion } from "../../../../renderer/strings/sentences.ts";
import { reportInput } from "../../../helpers/fixtures/report-input.ts";
import { changedReport, report } from "../../../helpers/fixtures/reports.ts";

const sheet = (input: ReportInput, tongue: "zh" | "en" = "zh") => reportSheet(input, STRINGS[tongue]).html;
const plain = (html: string) => html.replaceAll(/<[^>]*>/g, "");

/** The fixture's one signature, changed. */
function signed(change: Partial<SignatureReport>): ReportInput {
  const one = report({ isSample: false });
  return reportInput({
    report: { ...one, signatures: one.signatures.map((signature) => ({ ...signature, ...change })) },
  });
}

describe("the sheet", () => {
  test.each(["zh", "en"] as const)("in %s answers every question, and leaves no value open", (tongue) => {
    const input = reportInput({ report: changedReport });
    const html = sheet(input, tongue);
    const { checks, signatures } = changedReport;
    const all = [...checks, ...signatures.flatMap((signature) => signature.checks)];
    for (const { id } of all) expect(html).toContain(escapeHtml(checkQuestion(id, STRINGS[tongue])));
    expect(html.match(/class="report__no"/g)).toHaveLength(all.length);
    expect(html).not.toMatch(/undefined|\[object|NaN|Invalid Date/);
  });

  test("names file, digests, verdict, seal, signer, trust data, policy, place and clerk", () => {
    const input = reportInput({ report: changedReport });
    const text = plain(sheet(input));
    const [signature] = changedReport.signatures;
    for (const fact of [
      input.documentName,
      input.sha256,
      changedReport.sm3,
      "48,213",
      "无效",
      "TOTAL_FAILED / HASH_FAILURE",
      "不予采信",
      "REFERENCE_MISMATCH",
      signature?.seal?.name,
      signature?.seal?.maker,
      signature?.signer?.organization,
      signature?.signer?.serialNumber,
      "签章者声明的时间",
      "第 218 期",
      changedReport.policyVersion,
      "LX07",
      "练****员",
      "LX07-20261124-0003",
      "本报告由本机核验生成",
      "练习样例，不作凭证",
      reportNumber(input),
    ]) {
      expect(text, fact).toContain(fact);
    }
  });

  test("leaves out what is not known", () => {
    const { documentNumber: _, trustIssuedAt: __, place: ___, ...rest } = reportInput({ mode: "live" });
    const text = plain(sheet({ ...rest, report: report({ trust: {}, isSample: false }) }));
    for (const absent of ["证照编号", "信任数据签发", "经办人：", "终端和窗口", "练习样例"])
      expect(text).not.toContain(absent);
    expect(text).toContain("没有可用的吊销信息");
    expect(text).toContain("命令行核验");
  });

  test("of a file without a signature has no seals, and says so", () => {
    const none = report({
      indication: "NO_SIGNATURE",
      decision: "reject",
      codes: ["NO_SIGNATURE"],
      signatures: [],
      isSample: false,
    });
    const text = plain(sheet(reportInput({ report: none })));
    expect(text).toContain("文件里没有电子签章");
    expect(text).toContain("非证照或样例");
  });
});

describe("nothing in it is markup but its own", () => {
  const EVIL = `"><script>alert(1)</script><img src=x onerror=alert(1)>'&`;

  test("names of seals, signers, files and details are text", () => {
    const [one] = report().signatures;
    const input = signed({
      seal: { ...one!.seal!, name: EVIL, maker: EVIL, id: EVIL },
      signer: { ...one!.signer!, organization: EVIL, commonName: EVIL, issuer: EVIL, serialNumber: EVIL },
      standard: EVIL,
      coverage: { uncovered: [{ path: EVIL, class: "RENDERED" }] },
      checks: [{ id: EVIL, result: "failed", codes: [EVIL], detail: { [EVIL]: EVIL, files: [EVIL] } }],
    });
    const place = { hallName: EVIL, counterName: EVIL, terminalId: EVIL, clerkName: EVIL, caseNo: EVIL };
    const codes = { ...input.report, codes: [EVIL], policyVersion: EVIL };
    const page = reportPage(
      { ...input, report: codes, documentName: EVIL, documentNumber: EVIL, place, version: EVIL },
      STRINGS.zh,
    );
    expect(page).not.toMatch(/<script|<img|onerror=[^&]*>/);
    expect(page.match(/<style>/g)).toHaveLength(1);
  });

  test("whatever a name is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        expect(escapeHtml(text)).not.toMatch(/[<>"'\p{Cc}\u202E]/u);
      }),
    );
  });

  test("a name cannot turn the direction of what follows it", () => {
    expect(escapeHtml("fdo.\u202Eexe")).toBe("fdo.\\u202eexe");
  });

  test("the page asks for nothing and runs nothing", () => {
    const page = reportPage(reportInput(), STRINGS.zh);
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(page).not.toMatch(/https?:|url\(|@import|<link|<script/);
  });
});

describe("personal data stay out", () => {
  test("numbers of persons are masked wherever the file says them", () => {
    const [one] = report().signatures;
    const input = signed({
      seal: { ...one!.seal!, name: "张三专用章990106199001011232" },
      signer: { ...one!.signer!, issuer: "CN=13812345678" },
      checks: [{ id: "signer-chain", result: "failed", codes: [], detail: { subject: "CN=x 99010619900101007X" } }],
    });
    const html = sheet(input);
    expect(html).not.toMatch(/990106199001011232|99010619900101007X|13812345678/);
    expect(html).toContain("9901**********1232");
  });

  test("also in the names of files inside", () => {
    const path = "Doc_0/张三99010619900101007X.xml";
    const html = sheet(signed({ coverage: { uncovered: [{ path, class: "UNREACHABLE" }] } }));
    expect(html).toContain("张三9901**********007X.xml");
  });

  test.each(["041@990106199001011232@张三丰@1", "张三丰990106199001011232", "张三丰_1"])(
    "a person whose name stands among other things, %s",
    (commonName) => {
      const [one] = report().signatures;
      const html = sheet(
        signed({ signer: { ...one!.signer!, commonName }, seal: { ...one!.seal!, name: "张三丰印" } }),
      );
      expect(html).not.toContain("张三丰");
      expect(html).toContain("张*丰印");
    },
  );

  test("a person who signs is masked, also where a check repeats the name; an organization is not", () => {
    const [one] = report().signatures;
    const checks = [
      { id: "signer-sample", result: "failed", codes: [], detail: { subject: "CN=欧阳明月, O=样例局" } },
    ] as const;
    const html = sheet(signed({ signer: { ...one!.signer!, commonName: "欧阳明月", organization: "样例局" }, checks }));
    expect(html).not.toContain("欧阳明月");
    expect(html).toContain("样例局（欧**月）");
    expect(sheet(reportInput())).toContain("样例市自然资源和规划局");
  });
});

describe("the verdict", () => {
  const faceOf = (change: Partial<ReportInput>) => reportVerdict(reportInput(change), STRINGS.zh);

  test("is the verification's own with fresh trust data", () => {
    expect(faceOf({}).face).toBe("valid");
    expect(faceOf({ report: { ...changedReport, isSample: false } })).toMatchObject({
      face: "invalid",
      why: "本文件不能采信：内容被改动。",
    });
    const refer = report({
      isSample: false,
      indication: "INDETERMINATE",
      decision: "refer",
      codes: ["REVOCATION_UNKNOWN"],
    });
    expect(faceOf({ report: refer }).face).toBe("unconfirmed");
  });

  test("is never better than the outage table allows, and says why", () => {
    expect(faceOf({ trustAge: "late" }).face).toBe("attention");
    expect(faceOf({ trustAge: "stale", arrival: "presented", isHighRisk: true }).face).toBe("unconfirmed");
    const old = faceOf({ trustAge: "expired" });
    expect(old).toMatchObject({ face: "unconfirmed", next: STRINGS.zh.report.verdicts.unconfirmed.next });
    expect(old.why).toContain("7 天");
  });

  test("of what is invalid stays invalid, however old the trust data are", () => {
    const verdict = faceOf({ report: { ...changedReport, isSample: false }, trustAge: "expired" });
    expect(verdict.face).toBe("invalid");
    expect(verdict.why).toContain("内容被改动");
  });

  test("of a sample outside training is that it is a sample", () => {
    const verdict = faceOf({ report: report({ isSample: true }), mode: "live" });
    expect(verdict).toMatchObject({ face: "not-license", next: "不得用于正式办件。" });
  });
});

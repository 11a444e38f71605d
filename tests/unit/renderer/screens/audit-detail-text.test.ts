import { expect, test } from "vitest";
import { detailText } from "../../../../renderer/screens/audit/detail-text.ts";
import { STRINGS } from "../../../../renderer/strings/language.ts";

test.each([
  [{ state: "flagged", finding: "license-gone" }, "状态 复核有异；复核发现 省库已查不到该证照"],
  [{ way: "serial-scanner" }, "方式 扫码枪"],
  [{ kind: "exempted", face: "valid" }, "类别 已免交；核验结论 有效"],
  [{ state: "granted" }, "状态 已同意"],
  [{ sm3: "ab".repeat(32), note: "" }, "文件摘要 abababababab…"],
  [{ fault: "storage.full" }, `原因代码 ${STRINGS.zh.faults["storage.full"].what}`],
  [{ unheard: "constructor" }, "unheard constructor"],
])("%j is told in words", (detail, text) => {
  expect(detailText(detail, STRINGS.zh)).toBe(text);
});

test("in English as well", () => {
  expect(detailText({ state: "flagged" }, STRINGS.en)).toMatch(/^state /);
});

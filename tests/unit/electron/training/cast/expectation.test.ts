import { describe, expect, test } from "vitest";
import { castLines } from "../../../../../electron/training/cast/expectation.ts";
import { MATTERS } from "../../../../../electron/training/matters/matter-list.ts";

const NOW = Date.parse("2026-11-24T09:00:00+08:00");
const lines = castLines(NOW);

function outcomes(person: string, taskName: string): Readonly<Record<string, string>> {
  const line = lines.find((one) => one.person === person && one.matterName === taskName);
  return line?.expect.materials ?? {};
}

describe("the cast list", () => {
  test("lets the default person be exempted from three materials of the first matter with every code", () => {
    const [first] = Object.values(MATTERS);
    const own = lines.filter((line) => line.person === "张晓明" && line.matter === first!.taskCode);
    expect(own.map((line) => line.family).sort()).toEqual(["license-app", "phone-consent", "service-code"]);
    for (const line of own) expect(line.expect.exempted).toBe(3);
  });

  test("has somebody for every matter", () => {
    const covered = new Set(lines.map((line) => line.matter));
    for (const matter of Object.values(MATTERS)) expect(covered).toContain(matter.taskCode);
  });

  test("counts what it lists", () => {
    for (const { expect: expected } of lines) {
      const values = Object.values(expected.materials);
      expect(expected.of).toBe(values.length);
      expect(expected.exempted).toBe(values.filter((one) => one === "exempt").length);
    }
  });

  test.each([
    ["孙雨桐", "BDC-02", "tampered"],
    ["李沐阳", "BDC-03", "holder-mismatch"],
    ["郑予安", "BDC-02", "signer-untrusted"],
    ["林若溪", "BDC-02", "not-found"],
    ["王致远", "BDC-03", "covered"],
    ["王致远", "BDC-04", "exempt"],
    ["卫一航", "BDC-01", "consent-refused"],
    ["韩知秋", "BDC-01", "code-expired"],
    ["杨未央", "BDC-01", "code-used"],
    ["许望舒", "BDC-01", "no-right"],
  ])("%s: %s is %s when a home changes hands", (person, materialId, outcome) => {
    expect(outcomes(person, MATTERS.homeTransfer.taskName)[materialId]).toBe(outcome);
  });

  test.each([
    ["赵启航", "CY-02", "expired"],
    ["罗季青", "CY-02", "suspended"],
    ["钱思源", "CY-03", "cancelled"],
    ["吴清和", "CY-03", "signer-revoked"],
    ["阿娜尔·图尔荪", "CY-03", "exempt"],
  ])("%s: %s is %s when the practitioner's certificate is renewed", (person, materialId, outcome) => {
    expect(outcomes(person, MATTERS.practitionerRenewal.taskName)[materialId]).toBe(outcome);
  });

  test("tells a withdrawn business license from an expired one", () => {
    expect(outcomes("褚云帆", MATTERS.freightPermit.taskName)["DY-01"]).toBe("withdrawn");
    expect(outcomes("苏映雪", MATTERS.foodPermit.taskName)["SP-01"]).toBe("expired");
  });

  test("a license that ran out yesterday is expired, on its last day it is not", () => {
    const on = (date: string) =>
      castLines(Date.parse(`${date}T12:00:00+08:00`)).find((line) => line.person === "赵启航")!.expect.materials[
        "CY-02"
      ];
    expect(on("2025-03-02")).toBe("exempt");
    expect(on("2025-03-03")).toBe("expired");
  });
});

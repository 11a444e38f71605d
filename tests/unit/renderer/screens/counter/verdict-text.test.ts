/** The banner over a license: the face's word, why, and what to do next. */
import { describe, expect, test } from "vitest";
import type { CaseView, CounterView, MaterialView } from "../../../../../electron/contract/counter.ts";
import { materialLine } from "../../../../../renderer/screens/counter/material-line.ts";
import { verdictText } from "../../../../../renderer/screens/counter/verdict-text.ts";
import { STRINGS } from "../../../../../renderer/strings/language.ts";
import { EXEMPTED, inCase, license, MIXED, PENDING } from "../../../../helpers/fixtures/case-views.ts";

const { zh } = STRINGS;
const look = (view: CounterView, id: string) => {
  const open = view.case as CaseView;
  const material = open.materials.find((one) => one.id === id) as MaterialView;
  return { ...verdictText(material, open, zh), line: materialLine(material, zh) };
};

describe("the verdict text", () => {
  test("says of a clean license that it may exempt", () => {
    expect(look(inCase({ phase: "deciding" }), "GJJ-01")).toMatchObject({
      look: "valid",
      next: "可以免交。",
      line: "居民身份证",
    });
  });

  test("tells the worst reason first and keeps the others", () => {
    const text = look(inCase({ phase: "deciding", proposals: MIXED }), "GJJ-02");
    expect(text).toMatchObject({ look: "invalid", word: "无效", line: "印章验证未通过" });
    expect(text.why).toContain("内容被改动");
    expect(text.more).toEqual(["证照将于 2026-12-15 到期。"]);
  });

  test("never says of what does not exempt that it may", () => {
    for (const id of ["GJJ-02", "GJJ-03", "GJJ-04", "GJJ-05", "GJJ-06"]) {
      expect(look(inCase({ phase: "deciding", proposals: MIXED }), id).next).not.toContain("可以免交");
    }
  });

  test("keeps what was not found apart from what is invalid, and says since when it is collected", () => {
    const text = look(inCase({ phase: "deciding" }), "GJJ-04");
    expect(text.look).toBe("missing");
    expect(text.more.join()).toContain("2020-01");
  });

  test("tells fetching and verifying apart", () => {
    const fetching = inCase({ phase: "fetching", proposals: PENDING, licenses: [] });
    const { verdict: _, ...unverified } = license("realEstate");
    const verifying = inCase({ phase: "verifying", proposals: PENDING, licenses: [unverified] });
    expect(look(fetching, "GJJ-02").word).toBe("正在调取证照");
    expect(look(verifying, "GJJ-02").word).toBe("正在核验印章");
  });

  test("asks for nothing more once the material is decided", () => {
    expect(look(inCase({ phase: "submitting", decisions: EXEMPTED }), "GJJ-01").next).toBe("");
  });
});

/** Checks: what failed first, counted, with what they rest on in one line. */
import { describe, expect, test } from "vitest";
import { checkDetail, checkTally, worstFirst } from "../../../../../renderer/screens/counter/check-order.ts";
import { STRINGS } from "../../../../../renderer/strings/language.ts";

const check = (id: string, result: "passed" | "failed" | "undetermined", codes: readonly string[] = []) => ({
  id,
  result,
  codes,
});

describe("checks", () => {
  test("stand failed, open, passed with a remark, passed", () => {
    const all = [check("a", "passed"), check("b", "passed", ["X"]), check("c", "undetermined"), check("d", "failed")];
    expect(worstFirst(all).map(({ id }) => id)).toEqual(["d", "c", "b", "a"]);
    expect(checkTally(all)).toEqual({ passed: 1, remark: 1, failed: 1, undetermined: 1 });
  });

  test("tell instants by the clock of China and lists in one line", () => {
    const detail = { listAsOf: "2026-11-23T18:00:00Z", files: ["/a", "/b"], list: "" };
    expect(checkDetail({ ...check("a", "failed"), detail }, STRINGS.zh.details)).toBe(
      "吊销名单时间 2026-11-24 02:00 · 文件 /a, /b",
    );
  });

  test("show an unknown detail by its own name", () => {
    expect(checkDetail({ ...check("a", "failed"), detail: { novelty: 3 } }, STRINGS.zh.details)).toBe("novelty 3");
  });
});

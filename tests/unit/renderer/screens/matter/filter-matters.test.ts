/** Finding a matter by what is typed. */
import { describe, expect, test } from "vitest";
import { filterMatters } from "../../../../../renderer/screens/matter/filter-matters.ts";
import { matters } from "../../../../helpers/fixtures/terminal-views.ts";

const names = (text: string, last?: string) => filterMatters(matters, text, last).map(({ name }) => name);

describe("filtering matters", () => {
  test("looks for every word in name and department", () => {
    expect(names("运输 许可")).toEqual(["道路普通货物运输经营许可"]);
    expect(names("教育局")).toEqual(["随迁子女义务教育入学"]);
  });

  test("takes full-width letters and digits for what they are", () => {
    expect(names("Ｍ５")).toEqual(["食品经营许可"]);
  });

  test("puts the last one used first while nothing is typed", () => {
    expect(names("", "M5")[0]).toBe("食品经营许可");
    expect(names("许可", "M5")[0]).toBe("道路普通货物运输经营许可");
  });
});

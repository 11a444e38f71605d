import { describe, expect, test } from "vitest";
import { parseForeignerNumber } from "../../../../../electron/domain/identifier/foreigner-number.ts";
import { maskNumbersIn } from "../../../../../electron/domain/masking.ts";
import { foreigner2017Number, withIcaoDigit } from "../../../../emulators/id-card-reader/card-text.ts";

const TODAY = "2026-11-28";

describe("the number of a foreigner's card of 2017", () => {
  test("is read in small letters and with spaces around", () => {
    expect(parseForeignerNumber(` ${foreigner2017Number.toLowerCase()} `, TODAY)).toEqual({
      ok: true,
      value: { number: foreigner2017Number, births: ["1978-04-15"] },
    });
  });

  test("leaves both centuries open where both are days that were", () => {
    const read = parseForeignerNumber(withIcaoDigit("ZZZ10001002011"), TODAY);
    expect(read).toMatchObject({ ok: true, value: { births: ["1910-02-01", "2010-02-01"] } });
  });

  test("with any one digit changed is refused", () => {
    for (let at = 3; at < 15; at += 1) {
      const wrong = (Number(foreigner2017Number[at]) + 1) % 10;
      const number = `${foreigner2017Number.slice(0, at)}${wrong}${foreigner2017Number.slice(at + 1)}`;
      expect([at, parseForeignerNumber(number, TODAY)]).toEqual([at, { ok: false, problem: "check-digit" }]);
    }
  });

  test.each([
    ["", "shape"],
    ["ZZ1000780415201", "shape"],
    [`${foreigner2017Number}0`, "shape"],
    [withIcaoDigit("ZZZ10007813152"), "date"],
  ])("%s is none: %s", (text, problem) => {
    expect(parseForeignerNumber(text, TODAY)).toEqual({ ok: false, problem });
  });

  test("is masked wherever it stands", () => {
    expect(maskNumbersIn(`id=${foreigner2017Number};`)).not.toContain(foreigner2017Number);
  });
});

/** Times, ages and numbers as the screens write them. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  ageText,
  clockSpan,
  clockTime,
  countdown,
  dayAndTime,
  percentage,
  shortMoment,
} from "../../../../renderer/strings/format.ts";
import { STRINGS } from "../../../../renderer/strings/language.ts";

const { zh, en } = STRINGS;
const NOW = Date.parse("2026-11-24T10:11:30+08:00");
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe("an age", () => {
  test.each([
    [0, "刚刚"],
    [59_000, "刚刚"],
    [MINUTE, "1 分钟前"],
    [59 * MINUTE + 59_000, "59 分钟前"],
    [HOUR, "1 小时前"],
    [47 * HOUR + 59 * MINUTE, "47 小时前"],
    [48 * HOUR, "2 天前"],
    [8 * 24 * HOUR, "8 天前"],
  ])("of %i ms reads %s", (age, text) => {
    expect(ageText(NOW - age, NOW, zh)).toBe(text);
  });

  test("of nothing is unknown, and so is one in the future", () => {
    expect(ageText(undefined, NOW, zh)).toBe("时间不明");
    expect(ageText(NOW + 5 * MINUTE, NOW, zh)).toBe("时间不明");
  });

  test("forgives a clock that is a few seconds ahead", () => {
    expect(ageText(NOW + 4_000, NOW, en)).toBe("just now");
  });

  test("never grows younger as time goes by", () => {
    const order = (text: string) => [/now/, /min/, /h ago/, /day/].findIndex((unit) => unit.test(text));
    fc.assert(
      fc.property(fc.nat(30 * 24 * HOUR), fc.nat(HOUR), (age, more) => {
        const [before, after] = [ageText(NOW - age, NOW, en), ageText(NOW - age, NOW + more, en)];
        expect(order(after)).toBeGreaterThanOrEqual(order(before));
      }),
    );
  });
});

describe("a moment", () => {
  test("is told by the clock of China", () => {
    expect(clockTime(NOW)).toBe("10:11");
    expect(clockSpan(NOW, NOW + 30 * 60_000)).toBe("10:11–10:41");
    const midnight = Date.parse("2026-11-25T00:00:00+08:00");
    expect(clockSpan(midnight - 3_600_000, midnight)).toBe("23:00–24:00");
    expect(clockSpan(midnight, midnight + 3_600_000)).toBe("00:00–01:00");
    expect(dayAndTime(Date.parse("2026-11-23T16:30:00Z"))).toBe("2026-11-24 00:30");
  });

  test("carries its date only on another day", () => {
    expect(shortMoment(NOW - HOUR, NOW)).toBe("09:11");
    expect(shortMoment(NOW - 24 * HOUR, NOW)).toBe("2026-11-23 10:11");
  });
});

describe("a countdown", () => {
  test("counts whole seconds up and stops at zero", () => {
    expect(countdown(119_001)).toBe("2:00");
    expect(countdown(5_000)).toBe("0:05");
    expect(countdown(-1)).toBe("0:00");
  });
});

describe("a percentage", () => {
  test("is a dash where there is nothing to divide by", () => {
    expect(percentage(46, 71)).toBe("65%");
    expect(percentage(0, 0)).toBe("–");
  });
});

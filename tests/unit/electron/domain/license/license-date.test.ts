import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayOf, readLicenseDate } from "../../../../../electron/domain/license/license-date.ts";

describe("readLicenseDate", () => {
  test.each([
    ["2031-05-06", "2031-05-06"],
    ["20310506", "2031-05-06"],
    ["2031-05-06 23:59:59", "2031-05-06"],
    ["2031年5月6日", "2031-05-06"],
    ["2031/5/6", "2031-05-06"],
    ["1767225599000", "2026-01-01"],
    ["2031-05-06", "2031-05-06"],
  ])("reads %s", (raw, day) => {
    expect(readLicenseDate(raw)).toEqual({ kind: "day", day });
  });

  test.each(["", "  ", "长期", "永久有效", "9999-12-31", "99991231", "/", "--", "无"])(
    "takes %j for without limit",
    (raw) => {
      expect(readLicenseDate(raw)).toEqual({ kind: "open" });
    },
  );

  test.each(["2031-13-01", "2031-02-30", "20311301", "明年", "31/12/2031", "2031", "0000-00-00"])(
    "never takes %j for without limit",
    (raw) => {
      expect(readLicenseDate(raw)).toEqual({ kind: "unreadable" });
    },
  );

  test("never throws", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("2", "0", "1", "-", "年", "月", "日", "/", " ", "x", "９") }),
        (raw) => void readLicenseDate(raw),
      ),
    );
  });
});

describe("dayOf", () => {
  test("counts an unreadable issue date as not stated", () => {
    expect(dayOf("2031-13-01")).toBeUndefined();
  });
});

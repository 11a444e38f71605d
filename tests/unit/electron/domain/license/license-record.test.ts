import { expect, test } from "vitest";
import { readLicenseDate } from "../../../../../electron/domain/license/license-date.ts";
import { licenseVersion, shanghaiDate } from "../../../../../electron/domain/license/license-record.ts";
import {
  EXCHANGE_STATUS,
  LICENSE_APP_STATUS,
  licenseStatus,
} from "../../../../../electron/domain/license/license-status.ts";
import { license } from "../../../../helpers/domain/builders.ts";

test.each([
  ["2026-01-02", "2026-01-02"],
  ["20260102", "2026-01-02"],
  ["2026-01-02 10:00:00", "2026-01-02"],
  ["2026年01月02日", "2026-01-02"],
  ["1767312000000", "2026-01-02"],
  ["", "open"],
  ["长期", "open"],
  ["99991231", "open"],
  ["2024-1-5", "2024-01-05"],
  ["2099-99-99", "unreadable"],
  ["明年", "unreadable"],
  [undefined, "open"],
])("the date %j is read as %s", (raw, date) => {
  const read = readLicenseDate(raw);
  expect(read.kind === "day" ? read.day : read.kind).toBe(date);
});

test("the day at the counter is China's", () => {
  expect(shanghaiDate(Date.parse("2026-11-23T16:30:00Z"))).toBe("2026-11-24");
});

test("撤销, 注销 and 吊销 stay three different things", () => {
  expect(["03", "04", "07"].map((raw) => licenseStatus(raw, EXCHANGE_STATUS))).toEqual([
    "revoked",
    "cancelled",
    "withdrawn",
  ]);
});

test("a status that no table knows is unknown, never valid", () => {
  expect(licenseStatus("constructor", LICENSE_APP_STATUS)).toBe("unknown");
  expect(licenseStatus("有效?", LICENSE_APP_STATUS)).toBe("unknown");
});

test("the version comes from the identifier, else from the issue date", () => {
  expect(licenseVersion(license({ identifier: "1.2.156.3005.2.A.B.C.003.D" }))).toBe("003");
  expect(licenseVersion(license({ issueDate: "2020-01-01" }))).toBe("2020-01-01");
});

/** Codes with details become sentences; what no table knows is shown as it is. */
import { describe, expect, test } from "vitest";
import { fault } from "../../../../electron/domain/fault.ts";
import { STRINGS } from "../../../../renderer/strings/language.ts";
import {
  checkQuestion,
  codeText,
  faultReference,
  faultText,
  reasonSentences,
  todoOf,
} from "../../../../renderer/strings/sentences.ts";

const { zh, en } = STRINGS;

describe("a reason", () => {
  test("names its cause in words", () => {
    const { why } = reasonSentences({ code: "seal-invalid", detail: { cause: "REFERENCE_MISMATCH" } }, zh);
    expect(why).toBe("电子印章验证未通过：内容被改动。");
  });

  test("says the date it turns on", () => {
    expect(reasonSentences({ code: "out-of-date", detail: { to: "2025-01-31" } }, zh).why).toContain("2025-01-31");
  });

  test("that is unknown is shown by its code", () => {
    expect(reasonSentences({ code: "made-up" }, zh)).toEqual({ short: "made-up", why: "made-up", next: "" });
  });
});

describe("a scan of something else", () => {
  test("is called by what it is", () => {
    expect(faultText(fault("scan.not-service-code", { what: "payment-code" }), zh).what).toBe(
      "这是付款码，不是政务服务码",
    );
    expect(faultText(fault("scan.not-service-code", { what: "wifi" }), en).what).toBe(
      "This is a Wi-Fi code, not a service code",
    );
  });

  test("keeps the plain sentence when the host could not tell", () => {
    expect(faultText(fault("scan.not-service-code", { what: "unknown" }), zh).what).toBe("这不是政务服务码");
  });
});

describe("a fault with details", () => {
  test("a wrong PIN says how many tries are left, where the key says so", () => {
    expect(faultText(fault("factor.pin-wrong", { left: 2 }), zh).next).toContain("还可以试 2 次");
    expect(faultText(fault("factor.pin-wrong", { left: 2 }), en).next).toContain("locks: 2.");
    expect(faultText(fault("factor.pin-wrong"), zh).next).toBe("请核对后重新输入；连续输错会锁定 UKey。");
  });

  test("a key that a keystore held names the way back to it, and a lost key file another", () => {
    const told = (detail: Record<string, string>) => todoOf(fault("storage.key", detail), true, zh);
    expect(told({ reason: "keystore", sealedWith: "os-keystore" })).toContain("解锁密钥库");
    expect(told({ reason: "missing", sealedWith: "passphrase" })).toContain("原来的密钥文件");
  });

  test.each(["needed", "wrong", "short", "different"])("a passphrase that is %s is called that", (reason) => {
    const plain = [faultText(fault("storage.passphrase"), zh).what, faultText(fault("storage.passphrase"), en).what];
    const told = [zh, en].map((strings) => faultText(fault("storage.passphrase", { reason, min: 12 }), strings).what);
    expect(told.filter((what, at) => what === plain[at] || what.includes("undefined"))).toEqual([]);
  });
});

describe("the number for support", () => {
  test("has the incident where there is one", () => {
    expect(faultReference(fault("internal.unexpected", { incident: "k7f2" }))).toBe("internal.unexpected · k7f2");
    expect(faultReference(fault("code.used"))).toBe("code.used");
  });
});

describe("a table", () => {
  test("is not asked for what every object has", () => {
    expect(codeText("constructor", zh)).toBe("constructor");
    expect(checkQuestion("toString", zh)).toBe("toString");
  });
});

test("a list that is not taken says what is wrong with it, and names its missing columns as halls do", () => {
  const why = (detail: Record<string, string>) =>
    faultText({ ...fault("appointments.unreadable"), detail }, STRINGS.zh).why;
  expect(why({ reason: "columns", missing: "number,span" })).toBe("缺少必需的列：证件号码、预约时段。");
  expect(why({ reason: "workbook" })).toContain("Excel");
  expect(why({ reason: "constructor" })).toBe(STRINGS.zh.faults["appointments.unreadable"].why);
});

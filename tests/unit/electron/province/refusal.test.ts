import { describe, expect, test } from "vitest";
import { refusalByMessage, refusalCode } from "../../../../electron/province/refusal.ts";

describe("refusalByMessage", () => {
  test.each([
    ["二维码已失效", "code.used"],
    ["错误:二维码已过期,请刷新", "code.expired"],
    ["无访问该证权限", "province.no-right"],
  ])("tells %s as %s", (message, code) => {
    expect(refusalByMessage(message, "c")?.code).toBe(code);
  });

  test("leaves other words to the caller", () => {
    expect(refusalByMessage("系统繁忙", "c")).toBeUndefined();
  });
});

describe("refusalCode", () => {
  test("passes on what looks like a code", () => {
    expect(refusalCode("E-1002")).toEqual({ theirCode: "E-1002" });
  });

  test.each([undefined, "", "林晓无权", "990101198503120010", "0123456789", "YSM0123456789abcdefgh", "a b"])(
    "drops %j",
    (code) => {
      expect(refusalCode(code)).toEqual({});
    },
  );
});

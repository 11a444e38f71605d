import { expect, test } from "vitest";
import { redactFields, redactText } from "../../../../electron/host/redact.ts";

test.each([
  ["读 990123198806120171 失败", "990123198806120171"],
  ["company 91320102MA1ABCD034", "91320102MA1ABCD034"],
  ["call 13800000000 back", "13800000000"],
  ["code SFMABCDEFGH234567 gone", "SFMABCDEFGH234567"],
  ["GET /x?access_token=abc.def&y=1", "abc.def"],
  ["1.2.156.3005.2.11100000MB0143028R001.11320100MB1234562T.SYN000000001.001.D", "SYN000000001"],
  ["at /Users/zhangxiaoming/desk/a.ts", "zhangxiaoming"],
])("%s loses what is personal", (line, secret) => {
  expect(redactText(line)).not.toContain(secret);
});

test("fields named for persons and secrets are hidden at every depth, errors become text", () => {
  const redacted = JSON.stringify(
    redactFields({
      fault: "x",
      deep: { personName: "样例甲", list: [{ token: "t-1" }] },
      error: new Error("for 990123198806120171"),
    }),
  );
  expect(redacted).not.toMatch(/样例甲|t-1|990123198806120171/);
  expect(redacted).toContain('"fault":"x"');
});

test("a structure without end is cut off", () => {
  const loop: Record<string, unknown> = {};
  loop["again"] = loop;
  expect(JSON.stringify(redactFields(loop))).toContain("…");
});

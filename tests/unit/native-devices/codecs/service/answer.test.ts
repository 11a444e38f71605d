import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readServiceAnswer } from "../../../../../native-devices/codecs/service/answer.ts";

const fields = { name: "/data/name", number: "/data/number" };
const said = (value: unknown) => new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value));
const read = (value: unknown, words?: Record<string, "nothing" | "ok">) =>
  readServiceAnswer(said(value), { encoding: "auto", status: { at: "/code", ...(words && { words }) } }, fields);

describe("status codes that services share", () => {
  const good = { name: "周测试", number: "1" };
  test.each([
    [-1, { kind: "state", word: "unknown" }],
    [0, { kind: "texts", texts: good, isWarned: false, encoding: "utf-8" }],
    [1, { kind: "texts", texts: good, isWarned: true, encoding: "utf-8" }],
    [2, { kind: "state", word: "fault" }],
    [3, { kind: "state", word: "busy" }],
    [4, { kind: "state", word: "disabled" }],
    ["0", { kind: "texts", texts: good, isWarned: false, encoding: "utf-8" }],
    // Not known is not good.
    [5, { kind: "state", word: "unknown" }],
    [null, { kind: "state", word: "unknown" }],
    [{}, { kind: "state", word: "unknown" }],
    ["constructor", { kind: "state", word: "unknown" }],
  ])("%j", (code, expected) => {
    expect(read({ code, data: { name: " 周测试 ", number: 1 } })).toEqual(expected);
  });

  test("a profile says what the service's own codes mean", () => {
    expect(read({ code: -8 }, { "-8": "nothing" })).toEqual({ kind: "nothing" });
    expect(read({ code: 200, data: { name: "周" } }, { "200": "ok" })).toMatchObject({ texts: { name: "周" } });
  });
});

describe("what is no answer", () => {
  test.each([
    ["<html>", "not-json"],
    ["", "not-json"],
    ['{"code":0', "not-json"],
    [{ code: 0, data: { name: ["周"] } }, "not-text"],
    [{ code: 0, data: { name: "x".repeat(2049) } }, "too-long"],
  ])("%j", (value, why) => expect(read(value)).toEqual({ kind: "nonsense", why }));

  test("bytes in no character set", () => {
    const bytes = Uint8Array.of(0x22, 0xff, 0xff, 0x22);
    expect(readServiceAnswer(bytes, { encoding: "auto" }, fields)).toEqual({ kind: "nonsense", why: "encoding" });
  });

  test("whatever comes, it is answered and never thrown", () => {
    const any = fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.json().map(said));
    fc.assert(fc.property(any, (bytes) => "kind" in readServiceAnswer(bytes, { encoding: "auto" }, fields)));
  });
});

test("a good answer without any of the fields is nothing; GBK and a byte-order mark are read", () => {
  expect(read({ code: 0, data: {} })).toEqual({ kind: "nothing" });
  expect(read(`\uFEFF${JSON.stringify({ code: 0, data: { name: "周" } })}`)).toMatchObject({ texts: { name: "周" } });
  // 周 in GBK.
  const gbk = [...said('{"name":"'), 0xd6, 0xdc, ...said('"}')];
  expect(readServiceAnswer(Uint8Array.from(gbk), { encoding: "gb18030" }, { name: "/name" })).toMatchObject({
    texts: { name: "周" },
  });
});

test("pointers reach into lists and through awkward keys, and never into what is inherited", () => {
  const at = (pointer: string, value: unknown) =>
    readServiceAnswer(said(value), { encoding: "auto" }, { name: pointer });
  expect(at("/a~1b/0/~0", { "a/b": [{ "~": "周" }] })).toMatchObject({ texts: { name: "周" } });
  expect(at("/toString", {})).toEqual({ kind: "nothing" });
  expect(at("", "周")).toMatchObject({ kind: "nonsense" });
  expect(at("", '"周"')).toMatchObject({ texts: { name: "周" } });
});

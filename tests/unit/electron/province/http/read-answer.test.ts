import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { readJson, statusFault } from "../../../../../electron/province/http/read-answer.ts";

const answer = (status: number, body: string | Uint8Array) => ({
  name: "family/call",
  status,
  etag: undefined,
  range: undefined,
  body: typeof body === "string" ? new TextEncoder().encode(body) : body,
});
const schema = z.object({ people: z.array(z.object({ name: z.string() })) });
const reasonOf = (body: string | Uint8Array) => {
  const read = readJson(answer(200, body), schema);
  return read.ok ? "ok" : `${read.fault.code} ${read.fault.detail?.["reason"]}`;
};

describe("statusFault", () => {
  test.each([
    [200, undefined],
    [201, undefined],
    [302, "province.nonsense"],
    [400, "province.refused"],
    [401, "province.credentials"],
    [403, "province.credentials"],
    [404, "province.refused"],
    [422, "province.refused"],
    [429, "province.unwell"],
    [500, "province.unwell"],
    [503, "province.unwell"],
  ])("tells %i as %s", (status, code) => {
    expect(statusFault(answer(status, ""))?.code).toBe(code);
  });
});

describe("readJson", () => {
  test("ignores extra fields", () => {
    expect(readJson(answer(200, '{"people":[{"name":"a","age":5}],"more":1}'), schema)).toEqual({
      ok: true,
      value: { people: [{ name: "a" }] },
    });
  });

  test.each([
    ["", "empty"],
    [" \n", "empty"],
    ["<!DOCTYPE html><html><body>502</body></html>", "html"],
    ["\n  <html>login</html>", "html"],
    ["Service temporarily unavailable", "not-json"],
    ['{"people":[{"name":"a"', "not-json"],
    ['{"people":{}}', "shape"],
    ["null", "shape"],
    ["[]", "shape"],
  ])("tells %j as nonsense: %s", (body, reason) => {
    expect(reasonOf(body)).toBe(`province.nonsense ${reason}`);
  });

  test("tells bytes that are no UTF-8", () => {
    expect(reasonOf(new Uint8Array([0xff, 0xfe, 0x7b]))).toBe("province.nonsense not-utf8");
  });

  test("names the field of a wrong shape and none of its values", () => {
    const read = readJson(answer(200, '{"people":[{"name":990101198503120010}]}'), schema);
    expect(read).toEqual({
      ok: false,
      fault: {
        code: "province.nonsense",
        retry: "later",
        detail: { call: "family/call", status: 200, reason: "shape", path: "people.0.name" },
      },
    });
  });

  test("never throws on any bytes", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => void readJson(answer(200, bytes), schema)));
  });
});

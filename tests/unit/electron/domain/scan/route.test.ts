import fc from "fast-check";
import { expect, test } from "vitest";
import { type CodePattern, routeScan } from "../../../../../electron/domain/scan/route.ts";

const patterns: readonly CodePattern[] = [
  { name: "苏服码", family: "service-code", pattern: "^SFM[0-9A-Z]{20,}$" },
  { name: "数字码", family: "phone-consent", pattern: "^\\d{10}$" },
];

test("a service code goes to the family whose pattern claims it, cleaned at the ends only", () => {
  expect(routeScan("\0 SFMABCDEFGHIJKLMNOPQRSTUV\r\n", patterns)).toEqual({
    kind: "service-code",
    family: "service-code",
    patternName: "苏服码",
    text: "SFMABCDEFGHIJKLMNOPQRSTUV",
  });
});

test.each([
  ["https://qr.alipay.com/fkx12345", "payment-code"],
  ["wxp://f2f0abcdef", "payment-code"],
  ["134567890123456789", "payment-code"],
  ["https://example.gov.cn/jkm/abc", "health-code"],
  ["WIFI:S:hall;T:WPA;P:x;;", "wifi"],
  ["BEGIN:VCARD\nN:x\nEND:VCARD", "contact-card"],
  ["01,10,033001900104,12345678,100.00,20260101,12345678901234567890,", "invoice"],
  ["1.2.156.3005.2.11100000MB0143028R001.X.Y.001.D", "license-code"],
  ["11010519491231002X", "id-number"],
  ["91350100M000100Y43", "credit-code"],
  ["13800000000", "phone-number"],
  ["6901234567892", "product-barcode"],
  ["SF1234567890123", "express-number"],
  ["https://example.com/", "web-address"],
  ["hello", "unknown"],
  ["ＳＦＭＡＢＣ", "damaged"],
  ["SFM\u0007ABC", "damaged"],
  ["", "damaged"],
])("12: %j is named %s", (text, what) => {
  expect(routeScan(text, patterns)).toEqual({ kind: "other", what });
});

test("no text makes the router throw", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => routeScan(text, patterns).kind !== undefined));
});

import { describe, expect, test } from "vitest";
import { isDamaged } from "../../../../../native-devices/codecs/id-card/card.ts";
import { readServiceCard } from "../../../../../native-devices/codecs/service/service-card.ts";

const today = "2026-11-28";
const person = { name: "周测试", number: "11010519491231002X", sex: "女", nation: "汉族", birth: "1949-12-31" };
const whole = { ...person, address: "北京市", issuer: "北京市公安局", validFrom: "2015.01.02", validTo: "长期" };
const codesOf = (texts: Record<string, string>) =>
  readServiceCard(texts, false, today).warnings.map(({ code }) => code);

test("the texts of a program become a card that says where it came from", () => {
  const { card, warnings } = readServiceCard(whole, true, today);
  expect(card).toEqual({
    type: "citizen",
    name: "周测试",
    number: "11010519491231002X",
    sex: "female",
    birth: "1949-12-31",
    validFrom: "2015-01-02",
    isLongTerm: true,
    nationCode: "01",
    nation: "汉",
    address: "北京市",
    issuer: "北京市公安局",
  });
  expect(warnings).toEqual([{ code: "from-service" }, { code: "service-warning" }]);
});

describe("is judged as strictly as a card read over the wire", () => {
  test.each([
    ["a wrong check digit", { number: "110105194912310021" }, "number-check-digit"],
    ["a number of no shape", { number: "12" }, "number-shape"],
    ["no number", { number: "" }, "number-shape"],
    ["another birthday", { birth: "19491230" }, "birth-mismatch"],
    ["another sex", { sex: "1" }, "sex-mismatch"],
    ["no day", { birth: "1949-13-31" }, "date-invalid"],
    ["no name", { name: "" }, "name-missing"],
    ["half a character", { name: "周\ud840" }, "text-damaged"],
    ["a control character", { address: "北京\u0007" }, "text-damaged"],
    ["days the wrong way round", { validFrom: "20200101", validTo: "20190101" }, "date-order"],
  ])("%s", (_what, change, code) => {
    const texts = Object.fromEntries(Object.entries({ ...whole, ...change }).filter(([, text]) => text !== ""));
    const { warnings } = readServiceCard(texts, false, today);
    expect(warnings.map((warning) => warning.code)).toContain(code);
    expect(isDamaged(warnings)).toBe(true);
  });

  test("expired is told and no damage; a rare character is kept", () => {
    const { card, warnings } = readServiceCard({ ...whole, name: "周\u{20000}", validTo: "20200101" }, false, today);
    expect(card.name).toBe("周\u{20000}");
    expect(warnings).toContainEqual({ code: "rare-character", field: "name", detail: "U+20000" });
    expect(warnings).toContainEqual({ code: "expired", field: "validTo", detail: "2020-01-01" });
    expect(isDamaged(warnings)).toBe(false);
  });
});

test("one text with two days is both ends", () => {
  const span = "2015年01月02日至2035年01月02日";
  const { card } = readServiceCard({ ...whole, validFrom: span, validTo: span }, false, today);
  expect([card.validFrom, card.validTo, card.isLongTerm]).toEqual(["2015-01-02", "2035-01-02", false]);
});

test("the number tells the form; only name and number are needed", () => {
  const typeOf = (number: string) => readServiceCard({ name: "A", number }, false, today).card.type;
  expect([typeOf("810000199408230021"), typeOf("911560199001011239"), typeOf("GBR110190010111")]).toEqual([
    "J",
    "Y",
    "I",
  ]);
  expect(codesOf({ name: "周测试", number: person.number })).toEqual(["from-service"]);
});

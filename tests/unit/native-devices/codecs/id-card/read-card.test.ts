import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isDamaged } from "../../../../../native-devices/codecs/id-card/card.ts";
import { nationOf, sexOf } from "../../../../../native-devices/codecs/id-card/code-tables.ts";
import { readAddedAddress, readCard } from "../../../../../native-devices/codecs/id-card/read-card.ts";
import {
  citizenNumber,
  citizenValues,
  foreigner2017Number,
  foreigner2017Values,
  foreigner2023Number,
  foreigner2023Values,
  permitNumber,
  permitValues,
  withCheckDigit,
  withIcaoDigit,
  writeCardText,
} from "../../../../emulators/id-card-reader/card-text.ts";

const today = "2026-11-28";
type Values = Readonly<Record<number, string>>;

function read(values: Values) {
  const reading = readCard(writeCardText(values), today);
  if (!reading) throw new Error("no card");
  return reading;
}

/** Each warning as `code:field:detail`, what is missing left out. */
const told = (values: Values) =>
  read(values).warnings.map(({ code, field, detail }) => [code, field, detail].filter(Boolean).join(":"));

describe("the four forms", () => {
  test("citizen", () => {
    expect(read(citizenValues)).toEqual({
      card: {
        type: "citizen",
        name: "样例甲",
        sex: "male",
        nationCode: "01",
        nation: "汉",
        birth: "1990-03-07",
        address: "样例省样例市样例路1号",
        number: citizenNumber,
        issuer: "样例市公安局",
        validFrom: "2020-01-01",
        validTo: "2040-01-01",
        isLongTerm: false,
      },
      warnings: [],
    });
  });

  test("J", () => {
    expect(read(permitValues)).toEqual({
      card: {
        type: "J",
        name: "样例乙",
        sex: "female",
        birth: "1985-06-12",
        address: "样例省样例市样例路2号",
        number: permitNumber,
        issuer: "样例市公安局",
        validFrom: "2024-01-01",
        validTo: "2029-01-01",
        isLongTerm: false,
        permitNumber: "H00000001",
        issueCount: "01",
      },
      warnings: [],
    });
  });

  test("I", () => {
    expect(read(foreigner2017Values)).toEqual({
      card: {
        type: "I",
        name: "样例丙",
        englishName: "SAMPLE, PERSON",
        sex: "male",
        birth: "1978-04-15",
        number: foreigner2017Number,
        nationality: "ZZZ",
        validFrom: "2018-01-01",
        validTo: "2038-01-01",
        isLongTerm: false,
        cardVersion: "01",
        authorityCode: "1500",
      },
      warnings: [],
    });
  });

  test("Y", () => {
    expect(read(foreigner2023Values)).toEqual({
      card: {
        type: "Y",
        name: "样例丁",
        englishName: "SAMPLE, ANOTHER PERSON",
        sex: "female",
        birth: "1992-11-30",
        number: foreigner2023Number,
        nationality: "ZZZ",
        validFrom: "2023-12-01",
        validTo: "2033-12-01",
        isLongTerm: false,
        renewalCount: "00",
      },
      warnings: [],
    });
  });

  test("an English name over both fields of Y is joined", () => {
    const long = "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHI JKLMNOPQRS";
    const values = { ...foreigner2023Values, 52: long.slice(0, 35), 220: long.slice(35) };
    expect(read(values).card.englishName).toBe(long);
  });

  test("a foreigner without a Chinese name goes by the English one", () => {
    const { 158: _name, ...rest } = foreigner2017Values;
    expect(read(rest)).toMatchObject({ card: { name: "SAMPLE, PERSON" }, warnings: [] });
  });

  test("padding may be zeros", () => {
    const text = writeCardText(citizenValues);
    for (let at = 220; at < 256; at += 1) text[at] = 0;
    expect(readCard(text, today)).toMatchObject({ card: { type: "citizen" }, warnings: [] });
  });

  test("any other number of bytes is no card", () => {
    expect(readCard(new Uint8Array(255), today)).toBeUndefined();
    expect(readCard(new Uint8Array(0), today)).toBeUndefined();
  });
});

describe("what is unusual and still a card", () => {
  test.each<[string, Values, string[]]>([
    ["long term", { ...citizenValues, 204: "长期      " }, []],
    ["expired yesterday", { ...citizenValues, 204: "20261127" }, ["expired:validTo:2026-11-27"]],
    ["its last day is today", { ...citizenValues, 204: "20261128" }, []],
    ["valid from today", { ...citizenValues, 188: "20261128" }, []],
    ["valid from tomorrow", { ...citizenValues, 188: "20261129" }, ["not-yet-valid:validFrom:2026-11-29"]],
    ["a full address", { ...citizenValues, 52: "路".repeat(35) }, ["address-truncated:address"]],
    ["34 characters of address", { ...citizenValues, 52: "路".repeat(34) }, []],
    ["a character of private use", { ...citizenValues, 0: "样\ue863" }, ["rare-character:name:U+E863"]],
    ["Extension B", { ...citizenValues, 0: "样\u{20bb7}" }, ["rare-character:name:U+20BB7"]],
    ["one rare character twice", { ...citizenValues, 0: "\ue863\ue863" }, ["rare-character:name:U+E863"]],
    ["an unknown nation", { ...citizenValues, 32: "57" }, ["nation-unknown:nation"]],
    ["an unknown sex", { ...citizenValues, 30: "3" }, ["sex-unknown:sex"]],
    ["sex not stated", { ...citizenValues, 30: "9" }, []],
    ["sex unknown to the register", { ...citizenValues, 30: "0" }, []],
    ["no issuer", { ...citizenValues, 158: " ".repeat(15) }, ["field-empty:issuer"]],
    ["a permit number of another shape", { ...permitValues, 220: "X00000001" }, ["permit-number-shape:permitNumber"]],
    ["a permit number of Taiwan", { ...permitValues, 220: "00000001 " }, []],
    ["a letter nobody knows", { ...citizenValues, 248: "Q" }, ["type-unknown"]],
  ])("%s", (_name, values, expected) => {
    expect(told(values)).toEqual(expected);
    expect(isDamaged(read(values).warnings)).toBe(false);
  });

  test("rare characters are kept", () => {
    expect(read({ ...citizenValues, 0: "样\ue863\u{20bb7}" }).card.name).toBe("样\ue863\u{20bb7}");
  });

  test("long term is told and has no day", () => {
    const { card } = read({ ...citizenValues, 204: "长期      " });
    expect([card.isLongTerm, card.validTo]).toEqual([true, undefined]);
  });
});

describe("what contradicts itself", () => {
  const shifted = `${citizenNumber.slice(0, 16)}${(Number(citizenNumber[16]) + 1) % 10}${citizenNumber[17]}`;
  test.each<[string, Values, string[]]>([
    ["a wrong check digit", { ...citizenValues, 122: shifted }, ["number-check-digit:number"]],
    ["no number", { ...citizenValues, 122: " ".repeat(18) }, ["number-shape:number"]],
    ["no name", { ...citizenValues, 0: " ".repeat(15) }, ["name-missing:name"]],
    ["another date of birth", { ...citizenValues, 36: "19900308" }, ["birth-mismatch:birth"]],
    ["another sex", { ...citizenValues, 30: "2" }, ["sex-mismatch:sex"]],
    ["a birth that is no day", { ...citizenValues, 36: "19900230" }, ["date-invalid:birth"]],
    ["an end that is no day", { ...citizenValues, 204: "20400231" }, ["date-invalid:validTo"]],
    ["an end that is no date", { ...citizenValues, 204: "永久      " }, ["date-invalid:validTo"]],
    [
      "an end before the beginning",
      { ...citizenValues, 188: "20250101", 204: "20240101" },
      ["expired:validTo:2024-01-01", "date-order:validTo"],
    ],
    ["half a surrogate pair", { ...citizenValues, 0: "样\ud842" }, ["text-damaged:name"]],
    ["a control character", { ...citizenValues, 0: "样\u0007" }, ["text-damaged:name"]],
    ["a zero inside", { ...citizenValues, 0: "样\u0000例" }, ["text-damaged:name"]],
    [
      "a foreigner's number on a citizen's card",
      { ...citizenValues, 122: withCheckDigit("91000019900307123") },
      ["number-kind:number"],
    ],
    [
      "a citizen's number on a permit",
      { ...permitValues, 122: withCheckDigit("10000019850612012") },
      ["number-kind:number"],
    ],
    [
      "a permit's number on Y",
      { ...foreigner2023Values, 122: withCheckDigit("81000019921130004") },
      ["number-kind:number"],
    ],
    [
      "a number of nobody born yet",
      { ...citizenValues, 36: "20900307", 122: withCheckDigit("10000020900307123") },
      ["number-date:number", "date-invalid:birth"],
    ],
    [
      "I with a wrong check digit",
      {
        ...foreigner2017Values,
        122: withIcaoDigit("ZZZ10007804152").replace(/\d$/, (digit) => String((Number(digit) + 1) % 10)),
      },
      ["number-check-digit:number"],
    ],
    ["I with another birth", { ...foreigner2017Values, 220: "19780416" }, ["birth-mismatch:birth"]],
    [
      "I with no day in its number",
      { ...foreigner2017Values, 122: withIcaoDigit("ZZZ10007813152") },
      ["number-date:number"],
    ],
    ["I with a citizen's number", { ...foreigner2017Values, 122: "100000199003071" }, ["number-shape:number"]],
  ])("%s", (_name, values, expected) => {
    expect(told(values)).toEqual(expected);
    expect(isDamaged(read(values).warnings)).toBe(true);
  });
});

describe("the tables of codes", () => {
  test.each([
    ["01", "汉"],
    ["05", "维吾尔"],
    ["09", "布依"],
    ["11", "满"],
    ["15", "土家"],
    ["23", "高山"],
    ["30", "土"],
    ["39", "阿昌"],
    ["46", "德昂"],
    ["56", "基诺"],
    ["97", "其他"],
    ["98", "外国血统"],
    ["00", undefined],
    ["57", undefined],
    ["1", undefined],
  ])("nation %s", (code, name) => {
    expect(nationOf(code)).toBe(name);
  });

  test("sex", () => {
    expect(["0", "1", "2", "9", "5", ""].map(sexOf)).toEqual([
      "unknown",
      "male",
      "female",
      "not-stated",
      undefined,
      undefined,
    ]);
  });
});

test("an added address may stand behind its length", () => {
  const text = Buffer.from("样例省新址".padEnd(35), "utf16le");
  expect(readAddedAddress(Uint8Array.from([0, 70, ...text]))).toEqual({ text: "样例省新址", warnings: [] });
});

test("an added address loses its padding and nothing else", () => {
  const bytes = Uint8Array.from(Buffer.from("样例省 新址\ue863号    ", "utf16le"));
  expect(readAddedAddress(bytes)).toEqual({
    text: "样例省 新址\ue863号",
    warnings: [{ code: "rare-character", field: "addedAddress", detail: "U+E863" }],
  });
});

describe("for any bytes", () => {
  const letter = fc.constantFrom("I", "J", "Y", " ", "Q");

  test("a card never throws, and bytes at random are always damaged", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 256, maxLength: 256 }), letter, (bytes, type) => {
        bytes.set(Buffer.from(type, "utf16le"), 248);
        const reading = readCard(bytes, today);
        expect(reading && isDamaged(reading.warnings)).toBe(true);
      }),
    );
  });

  test("one changed digit of a number is never taken", () => {
    const forms = [citizenValues, permitValues, foreigner2023Values];
    fc.assert(
      fc.property(fc.constantFrom(...forms), fc.nat(16), fc.integer({ min: 1, max: 9 }), (values: Values, at, by) => {
        const number = values[122] ?? "";
        const changed = `${number.slice(0, at)}${(Number(number[at]) + by) % 10}${number.slice(at + 1)}`;
        expect(isDamaged(read({ ...values, 122: changed }).warnings)).toBe(true);
      }),
    );
  });

  test("every name of fifteen units comes out as it was written", () => {
    const ideograph = fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((point) => String.fromCodePoint(point));
    const rare = fc.integer({ min: 0xe000, max: 0xf8ff }).map((point) => String.fromCodePoint(point));
    fc.assert(
      fc.property(fc.array(fc.oneof(ideograph, rare), { minLength: 1, maxLength: 15 }), (characters) => {
        const name = characters.join("");
        const padded = name.padEnd(15, " ");
        expect(read({ ...citizenValues, 0: padded }).card.name).toBe(name);
      }),
    );
  });

  test("warnings name fields, days and code points, never what the card says", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 256, maxLength: 256 }), (bytes) => {
        for (const { detail } of readCard(bytes, today)?.warnings ?? []) {
          if (detail !== undefined) expect(detail).toMatch(/^(\d{4}-\d\d-\d\d|U\+[0-9A-F]{4,6})$/);
        }
      }),
    );
  });
});

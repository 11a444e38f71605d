import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readResponse } from "../../../../../native-devices/codecs/social-card/apdu.ts";
import { type DialogueResult, socialCardDialogue } from "../../../../../native-devices/codecs/social-card/dialogue.ts";
import { readTaggedRecord, valueText } from "../../../../../native-devices/codecs/social-card/record.ts";
import { readSocialCard } from "../../../../../native-devices/codecs/social-card/social-card.ts";
import { type CardQuirks, FakeCard, GBK, goodFiles } from "../../../../emulators/smart-card/fake-card.ts";

const today = "2026-11-28";

function converse(answer: (command: Uint8Array) => Uint8Array): DialogueResult {
  const dialogue = socialCardDialogue();
  let step = dialogue.next();
  while (!step.done) step = dialogue.next(answer(step.value));
  return step.value;
}

function read(quirks: CardQuirks = {}) {
  const card = new FakeCard(quirks);
  return { result: converse((command) => card.answer(command)), commands: card.commands };
}

const good = {
  ok: true,
  texts: {
    issued: "20150102",
    expires: "20350102",
    number: "11010519491231002X",
    name: "周测试",
    sex: "2",
    nation: "01",
    birth: "19491231",
  },
};

describe("a whole card", () => {
  test("by tag, with the documented commands and no others", () => {
    const { result, commands } = read();
    expect(result).toEqual(good);
    expect(commands).toEqual([
      "00a404000f7378312e73682ec9e7bbe1b1a3d5cf",
      "00a4020002ef05",
      "00b2050006",
      "00b2060006",
      "00a4020002ef06",
      "00b2080014",
      "00b2090020",
      "00b20a0003",
      "00b20b0003",
      "00b20d0006",
    ]);
  });

  test("by number where it knows no tags", () => {
    const { result, commands } = read({ isByNumberOnly: true });
    expect(result).toEqual(good);
    expect(commands.slice(5)).toEqual([
      "00a4020002ef06",
      "00b2080014",
      "00b2010414",
      "00b2020420",
      "00b2030403",
      "00b2040403",
      "00b2060406",
    ]);
  });

  test("over T=0, where answers are fetched, and with lengths of its own", () => {
    expect(read({ isFetched: true }).result).toEqual(good);
    const short = { ...goodFiles, 61190: { ...goodFiles[61190], 9: GBK.李丽 } };
    expect(read({ isExact: true, files: short }).result).toMatchObject({ texts: { name: "李丽" } });
  });

  test("without what is not needed", () => {
    const { 8: number = [], 9: name = [] } = goodFiles[61190] ?? {};
    const { result } = read({ files: { 61190: { 8: number, 9: name } } });
    expect(result).toEqual({ ok: true, texts: { number: good.texts.number, name: "周测试" } });
  });
});

describe("what a card may refuse", () => {
  test.each([
    ["no such application", { d5cf: 0x6a82 }, "not-social"],
    ["class unknown", { d5cf: 0x6e00 }, "not-social"],
    ["application blocked", { d5cf: 0x6983 }, "locked"],
    ["EF06 missing", { ef06: 0x6a82 }, "unread"],
    ["EF06 needs keys", { ef06: 0x6982 }, "locked"],
    ["the number needs keys", { b2080014: 0x6982 }, "locked"],
    ["the name needs conditions", { b2090020: 0x6985 }, "locked"],
    ["memory failure", { b2090020: 0x6581 }, "unread"],
    ["the sex, which is not needed", { b20a0003: 0x6982 }, undefined],
    ["EF05, which is not needed", { ef05: 0x6982 }, undefined],
  ])("%s", (_what, refuses, why) => {
    const { result } = read({ refuses });
    expect(result.ok ? undefined : result.why).toBe(why);
  });
});

describe("answers that are none", () => {
  test.each([
    ["nothing", []],
    ["half a status", [0x90]],
  ])("%s", (_what, answer) => {
    expect(converse(() => Uint8Array.from(answer))).toEqual({ ok: false, why: "unread" });
  });

  test.each([
    ["empty", []],
    ["another tag", [0x08, 0x02, 0x30, 0x30]],
    ["cut off", [0x09, 0x1e, ...GBK.周测试]],
    ["half a character", [0x09, 0x01, 0x81]],
  ])("a name that is %s", (_what, record) => {
    const card = new FakeCard();
    const result = converse((command) => {
      const answer = card.answer(command);
      return command[1] === 0xb2 && command[2] === 9 ? Uint8Array.of(...record, 0x90, 0x00) : answer;
    });
    expect(result).toEqual({ ok: false, why: "damaged" });
  });

  test("a card that sends one on for ever", () => {
    expect(converse(() => Uint8Array.of(0x61, 0x10))).toEqual({ ok: false, why: "unread" });
    expect(converse(() => Uint8Array.of(0x6c, 0x10))).toEqual({ ok: false, why: "unread" });
  });

  test("whatever a card says, it ends, and no answer is thrown on", () => {
    const any = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 40 });
    fc.assert(
      fc.property(any, (answers) => {
        const card = new FakeCard();
        let at = 0;
        // Good answers in between, so that every depth is reached.
        converse((command) => {
          at += 1;
          return at % 3 === 0 ? (answers[at] ?? Uint8Array.of(0x6f, 0)) : card.answer(command);
        });
      }),
    );
  });
});

describe("records", () => {
  const name = [0x09, 0x06, ...GBK.周测试];
  test.each([
    ["whole", name, { ok: true }],
    ["padded", [...name, 0, 0xff, 0x20], { ok: true }],
    ["empty", [], { ok: false, why: "short" }],
    ["no length", [0x09], { ok: false, why: "short" }],
    ["another tag", [0x0a, ...name.slice(1)], { ok: false, why: "other-tag" }],
    ["cut off", name.slice(0, -1), { ok: false, why: "truncated" }],
    ["something behind it", [...name, 0x41], { ok: false, why: "trailing" }],
  ])("%s", (_what, bytes, expected) => {
    expect(readTaggedRecord(Uint8Array.from(bytes), 0x09)).toMatchObject(expected);
  });

  test("every cut of a good record is refused", () => {
    for (let end = 0; end < name.length; end += 1) {
      expect(readTaggedRecord(Uint8Array.from(name.slice(0, end)), 0x09).ok).toBe(false);
    }
  });

  test("values: GBK, packed days, digits as digits or as numbers, blanks, half a character", () => {
    const text = (name: Parameters<typeof valueText>[0], ...bytes: number[]) => valueText(name, Uint8Array.from(bytes));
    expect(text("name", ...GBK.李丽, 0, 0)).toBe("李丽");
    expect(text("name", 0x81)).toBeUndefined();
    expect(text("birth", 0x19, 0x49, 0x12, 0x31)).toBe("19491231");
    expect(text("birth", ...Array.from("19491231", (digit) => digit.charCodeAt(0)))).toBe("19491231");
    expect([text("sex", 0x31), text("sex", 0x01), text("nation", 0x01), text("nation", 0x30, 0x31)]).toEqual([
      "1",
      "1",
      "01",
      "01",
    ]);
    expect([text("expires", 0, 0, 0, 0), text("name", 0, 0)]).toEqual(["", ""]);
  });

  test("a status alone is an answer without data", () => {
    expect(readResponse(Uint8Array.of(0x90, 0x00))).toEqual({ data: new Uint8Array(), status: { kind: "ok" } });
  });
});

describe("as a card", () => {
  test("it says that nothing shows it to be genuine", () => {
    expect(readSocialCard(good.texts, today)).toEqual({
      card: {
        type: "social-security",
        name: "周测试",
        number: "11010519491231002X",
        sex: "female",
        birth: "1949-12-31",
        validFrom: "2015-01-02",
        validTo: "2035-01-02",
        isLongTerm: false,
        nationCode: "01",
        nation: "汉",
      },
      warnings: [{ code: "not-authenticated" }],
    });
  });

  test.each([
    ["a wrong check digit", { number: "110105194912310021" }, "number-check-digit"],
    ["another birthday", { birth: "19491230" }, "birth-mismatch"],
    ["another sex", { sex: "1" }, "sex-mismatch"],
    ["expired", { expires: "20200101" }, "expired"],
    ["no day", { expires: "20359901" }, "date-invalid"],
    ["no name", { name: "" }, "name-missing"],
  ])("%s", (_what, change, code) => {
    const { name, ...others } = { ...good.texts, ...change };
    const { warnings } = readSocialCard(name === "" ? others : { ...others, name }, today);
    expect(warnings.map((warning) => warning.code)).toContain(code);
  });
});

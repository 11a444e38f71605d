import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeSegments, decodeText } from "../../../../native-devices/codecs/text-encoding.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const 北京GBK = Uint8Array.of(0xb1, 0xb1, 0xbe, 0xa9);
const 陆路GBK = Uint8Array.of(0xc2, 0xbd, 0xc2, 0xb7);
const nonsense = Uint8Array.of(0x41, 0xff, 0xff, 0x42);

describe("without a pinned encoding", () => {
  test("ASCII is the same in every encoding", () => {
    expect(decodeText(utf8("SZ-0001"), "auto")).toEqual({ text: "SZ-0001", encoding: "ascii", warnings: [] });
  });

  test("valid UTF-8 is read as UTF-8", () => {
    expect(decodeText(utf8("北京"), "auto")).toEqual({ text: "北京", encoding: "utf-8", warnings: [] });
  });

  test("what is no UTF-8 is read as GB18030", () => {
    expect(decodeText(北京GBK, "auto")).toEqual({ text: "北京", encoding: "gb18030", warnings: [] });
  });

  test("four-byte characters of GB18030 are read", () => {
    expect(decodeText(Uint8Array.of(0x95, 0x32, 0x82, 0x36), "auto").text).toBe("𠀀");
  });

  test("GBK that happens to be valid UTF-8 carries a warning", () => {
    expect(decodeText(陆路GBK, "auto").warnings).toEqual(["encoding-ambiguous"]);
  });

  test("what fits neither is undecodable", () => {
    expect(decodeText(nonsense, "auto").warnings).toEqual(["undecodable"]);
  });
});

describe("with a pinned encoding", () => {
  test("the pin settles the ambiguous case", () => {
    expect(decodeText(陆路GBK, "gb18030")).toEqual({ text: "陆路", encoding: "gb18030", warnings: [] });
  });

  test("a scanner set to the other encoding is read all the same, with a warning", () => {
    expect(decodeText(北京GBK, "utf-8")).toEqual({
      text: "北京",
      encoding: "gb18030",
      warnings: ["encoding-mismatch"],
    });
    expect(decodeText(utf8("京"), "gb18030")).toEqual({
      text: "京",
      encoding: "utf-8",
      warnings: ["encoding-mismatch"],
    });
  });

  test("what fits neither is undecodable", () => {
    expect(decodeText(nonsense, "utf-8").warnings).toEqual(["undecodable"]);
  });
});

describe("with named character sets", () => {
  test("each run is read in its own", () => {
    const segments = [{ bytes: utf8("AB") }, { eci: 26, bytes: utf8("北") }, { eci: 29, bytes: 北京GBK }];
    expect(decodeSegments(segments, "auto")).toEqual({ text: "AB北北京", encoding: "mixed", warnings: [] });
  });

  test("the name in the symbol beats the pin", () => {
    expect(decodeSegments([{ eci: 29, bytes: 陆路GBK }], "utf-8")).toEqual({
      text: "陆路",
      encoding: "gb18030",
      warnings: [],
    });
  });

  test("an unknown name falls back and says so", () => {
    expect(decodeSegments([{ eci: 899, bytes: utf8("京") }], "utf-8")).toEqual({
      text: "京",
      encoding: "utf-8",
      warnings: ["eci-unknown"],
    });
  });

  test("bytes that break the named set are undecodable, not guessed", () => {
    expect(decodeSegments([{ eci: 26, bytes: 北京GBK }], "auto").warnings).toEqual(["undecodable"]);
  });
});

describe("properties", () => {
  test("every text survives UTF-8, pinned or not", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        fc.pre(!text.startsWith("\ufeff"));
        expect(decodeText(utf8(text), "auto").text).toBe(text);
        expect(decodeText(utf8(text), "utf-8").text).toBe(text);
      }),
    );
  });

  test("random bytes never throw, and replacement characters never come without a warning", () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.constantFrom("auto", "utf-8", "gb18030" as const), (raw, pinned) => {
        const { text, warnings } = decodeText(raw, pinned as "auto");
        if (text.includes("\ufffd") && !utf8("\ufffd").every((byte) => raw.includes(byte))) {
          expect(warnings).toContain("undecodable");
        }
      }),
    );
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { carriesEci, resolveEci, splitAim } from "../../../../native-devices/codecs/aim.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (raw: Uint8Array) => new TextDecoder().decode(raw);

describe("the identifier", () => {
  test.each([
    ["]Q1ABC", "]Q1", "qr", "ABC"],
    ["]C0123", "]C0", "code-128", "123"],
    ["]d2x", "]d2", "data-matrix", "x"],
    ["]L2x", "]L2", "pdf417", "x"],
    ["]h0x", "]h0", "han-xin", "x"],
    ["]X0x", "]X0", "other", "x"],
    ["]E0", "]E0", "ean-upc", ""],
  ])("%s is taken apart", (label, id, symbology, payload) => {
    const split = splitAim(bytes(label));
    expect([split.aim, text(split.payload)]).toEqual([{ id, symbology }, payload]);
  });

  test.each(["ABC", "]", "]Q", "]1Qx", "]Q-x", "", "x]Q1"])("%j has none", (label) => {
    const split = splitAim(bytes(label));
    expect([split.aim, text(split.payload)]).toEqual([undefined, label]);
  });

  test.each([
    ["]Q1", false],
    ["]Q2", true],
    ["]Q3", false],
    ["]Q4", true],
    ["]Q5", false],
    ["]Q6", true],
    ["]C1", false],
  ])("%s carries ECI escapes: %s", (id, expected) => {
    expect(carriesEci({ id, symbology: "" })).toBe(expected);
  });
});

describe("ECI escapes", () => {
  const resolve = (raw: Uint8Array) => {
    const { segments, isMalformed } = resolveEci(raw);
    return { segments: segments.map((segment) => [segment.eci, text(segment.bytes)]), isMalformed };
  };

  test("an escape names the character set of what follows", () => {
    expect(resolve(bytes("AB\\000026CD\\000029EF"))).toEqual({
      segments: [
        [undefined, "AB"],
        [26, "CD"],
        [29, "EF"],
      ],
      isMalformed: false,
    });
  });

  test("a doubled backslash is one backslash", () => {
    expect(resolve(bytes("a\\\\000026b"))).toEqual({ segments: [[undefined, "a\\000026b"]], isMalformed: false });
  });

  test("a doubled backslash that is the second byte of a Chinese character stays with its character", () => {
    const [segment] = resolveEci(Uint8Array.of(0x5c, 0x30, 0x30, 0x30, 0x30, 0x32, 0x39, 0x81, 0x5c, 0x5c)).segments;
    expect([segment?.eci, [...(segment?.bytes ?? [])]]).toEqual([29, [0x81, 0x5c]]);
  });

  test("a stray backslash is kept and said to be malformed", () => {
    expect(resolve(bytes("a\\12b"))).toEqual({ segments: [[undefined, "a\\12b"]], isMalformed: true });
  });

  test("what was escaped comes back as it was", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (raw) => {
        const escaped = [...raw].flatMap((byte) => (byte === 0x5c ? [byte, byte] : [byte]));
        const { segments, isMalformed } = resolveEci(Uint8Array.from([...bytes("\\000026"), ...escaped]));
        expect([[...(segments[0]?.bytes ?? [])], isMalformed]).toEqual([[...raw], false]);
      }),
    );
  });

  test("random bytes never throw", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (raw) => {
        resolveEci(splitAim(raw).payload);
      }),
    );
  });
});

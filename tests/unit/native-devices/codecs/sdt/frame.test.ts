import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createSdtFramer, encodeSdtFrame, type SdtFrameEvent } from "../../../../../native-devices/codecs/sdt/frame.ts";

const hex = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(" ", ""), "hex"));
const join = (...parts: Uint8Array[]) => Uint8Array.from(Buffer.concat(parts));
const show = (event: SdtFrameEvent) =>
  event.kind === "frame" ? Buffer.from(event.body).toString("hex") : `broken:${event.reason}`;

/** Feeds the pieces, then says that the line is silent. */
function frames(...pieces: Uint8Array[]): string[] {
  const framer = createSdtFramer();
  const events = pieces.flatMap((piece, index) => framer.push(piece, index));
  return [...events, ...framer.silence()].map(show);
}

const found = hex("AA AA AA 96 69 00 08 00 00 9F 00 00 00 00 97");
const notFound = hex("AA AA AA 96 69 00 04 00 00 80 84");
const foundBody = "00009f00000000";
const notFoundBody = "000080";

describe("a frame", () => {
  test.each([
    ["found", "00 08 00 00 9F 00 00 00 00 97", foundBody],
    ["not found", "00 04 00 00 80 84", notFoundBody],
    ["selected", "00 0C 00 00 90 00 00 00 00 00 00 00 00 9C", "0000900000000000000000"],
    ["select failed", "00 04 00 00 81 85", "000081"],
    ["read failed", "00 04 00 00 41 45", "000041"],
  ])("%s as readers send it", (_name, sent, body) => {
    expect(frames(hex(`AA AA AA 96 69 ${sent}`))).toEqual([body]);
  });

  test("an encoded body comes out again", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 2, maxLength: 2400 }), (body) => {
        expect(frames(encodeSdtFrame(body))).toEqual([Buffer.from(body).toString("hex")]);
      }),
      { numRuns: 50 },
    );
  });

  test("says when its first and its last byte came", () => {
    const framer = createSdtFramer();
    framer.push(found.subarray(0, 3), 10);
    framer.push(found.subarray(3, 9), 20);
    expect(framer.isOpen).toBe(true);
    expect(framer.push(found.subarray(9), 30)).toMatchObject([{ firstAtMs: 10, lastAtMs: 30 }]);
    expect(framer.isOpen).toBe(false);
  });
});

describe("a line that misbehaves", () => {
  test.each<[string, Uint8Array[], string[]]>([
    ["two replies glued", [join(found, notFound)], [foundBody, notFoundBody]],
    ["noise before the head", [join(hex("00 FF AA 12"), found)], [foundBody]],
    ["one AA too many", [join(hex("AA"), found)], [foundBody]],
    ["four AA too many", [join(hex("AA AA AA AA"), found)], [foundBody]],
    ["a preamble cut short before a frame", [join(hex("AA AA AA 96"), found)], [foundBody]],
    ["a wrong XOR", [hex("AA AA AA 96 69 00 04 00 00 80 85")], ["broken:checksum"]],
    [
      "a wrong XOR, then a good frame",
      [join(hex("AA AA AA 96 69 00 04 00 00 80 85"), found)],
      ["broken:checksum", foundBody],
    ],
    ["a length above the cap", [join(hex("AA AA AA 96 69 10 01"), found)], ["broken:length", foundBody]],
    ["a length of nothing", [join(hex("AA AA AA 96 69 00 02"), found)], ["broken:length", foundBody]],
    [
      "a length too big that swallows the next frame",
      [join(hex("AA AA AA 96 69 00 FF"), found)],
      ["broken:cut-off", foundBody],
    ],
    ["a reply cut, then silence", [found.subarray(0, 9)], ["broken:cut-off"]],
    [
      "a reply cut, then another",
      [join(found.subarray(0, 9), notFound, notFound)],
      ["broken:checksum", notFoundBody, notFoundBody],
    ],
    ["silence only", [], []],
    ["half a preamble, then silence", [hex("AA AA")], []],
  ])("%s", (_name, pieces, expected) => {
    expect(frames(...pieces)).toEqual(expected);
  });

  test("a preamble inside the body is data", () => {
    const body = join(hex("00 00 90"), hex("AA AA AA 96 69 00 04 00 00 80 84"));
    expect(frames(encodeSdtFrame(body))).toEqual([Buffer.from(body).toString("hex")]);
  });

  test("reset forgets what was half there", () => {
    const framer = createSdtFramer();
    framer.push(found.subarray(0, 12), 0);
    framer.reset();
    expect(framer.push(notFound, 1).map(show)).toEqual([notFoundBody]);
  });
});

describe("where the stream is cut makes no difference", () => {
  const stream = join(
    hex("AA 00"),
    found,
    hex("AA AA AA AA 96 69 00 04 00 00 80 85"),
    notFound,
    hex("AA AA AA 96 69 FF FF"),
    found,
  );
  const whole = frames(stream);

  test("every single split point", () => {
    expect(whole).toEqual([foundBody, "broken:checksum", notFoundBody, "broken:length", foundBody]);
    for (let at = 0; at <= stream.length; at += 1) {
      expect(frames(stream.subarray(0, at), stream.subarray(at))).toEqual(whole);
    }
  });

  test("byte by byte, and any number of cuts", () => {
    expect(frames(...Array.from(stream, (byte) => Uint8Array.of(byte)))).toEqual(whole);
    fc.assert(
      fc.property(fc.array(fc.nat(stream.length)), (cuts) => {
        const at = [0, ...cuts.toSorted((a, b) => a - b), stream.length];
        const pieces = at.slice(1).map((end, index) => stream.subarray(at[index], end));
        expect(frames(...pieces)).toEqual(whole);
      }),
    );
  });

  test("random bytes, made of what frames are made of, never throw and cut alike", () => {
    const byte = fc.oneof(fc.constantFrom(0xaa, 0x96, 0x69, 0x00, 0x04, 0x80), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 200 }), fc.nat(200), (values, cut) => {
        const bytes = Uint8Array.from(values);
        expect(frames(bytes.subarray(0, cut), bytes.subarray(cut))).toEqual(frames(bytes));
      }),
    );
  });
});

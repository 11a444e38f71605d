import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  createLineFramer,
  type FrameEvent,
  type FramingOptions,
} from "../../../../native-devices/codecs/line-framer.ts";

const options = (over: Partial<FramingOptions> = {}): FramingOptions => ({
  terminators: ["cr", "lf"],
  stxEtx: false,
  idleMs: 100,
  maxBytes: 4096,
  ...over,
});

const bytes = (text: string) => new TextEncoder().encode(text);
const show = (event: FrameEvent) =>
  event.kind === "frame" ? `${new TextDecoder().decode(event.bytes)}|${event.endedBy}` : `lost:${event.reason}`;

/** Feeds the text in one piece, then enough silence to end what is left. */
function frames(text: string, over: Partial<FramingOptions> = {}): string[] {
  const framer = createLineFramer(options(over));
  return [...framer.push(bytes(text), 0), ...framer.idle(100)].map(show);
}

describe("terminators", () => {
  test.each([
    ["cr", "A1\r", ["A1|terminator"]],
    ["lf", "A1\n", ["A1|terminator"]],
    ["crlf", "A1\r\n", ["A1|terminator"]],
    ["tab", "A1\t", ["A1|terminator"]],
    ["none", "A1", ["A1|idle"]],
  ] as const)("%s ends a label", (terminator, sent, expected) => {
    expect(frames(sent, { terminators: [terminator] })).toEqual(expected);
  });

  test("labels glued together come apart", () => {
    expect(frames("A1\rB2\rC3\r")).toEqual(["A1|terminator", "B2|terminator", "C3|terminator"]);
  });

  test("CRLF against a profile that says CR leaves no line feed at the head of the next label", () => {
    expect(frames("A1\r\nB2\r\n", { terminators: ["cr"] })).toEqual(["A1|terminator", "B2|terminator"]);
  });

  test("CRLF against a profile that says LF leaves no carriage return at the end", () => {
    expect(frames("A1\r\n", { terminators: ["lf"] })).toEqual(["A1|terminator"]);
  });

  test("a lone CR inside a label is kept when only CRLF ends it", () => {
    expect(frames("A\rB\r\n", { terminators: ["crlf"] })).toEqual(["A\rB|terminator"]);
  });

  test("the separator GS is part of the label", () => {
    expect(frames("01\u001d10\r")).toEqual(["01\u001d10|terminator"]);
  });

  test("terminators without a label between them are no label", () => {
    expect(frames("\r\n\r\r\n")).toEqual([]);
  });

  test("a fixed length ends a label without any terminator", () => {
    expect(frames("AAAABBBBCC", { terminators: ["none"], fixedBytes: 4 })).toEqual([
      "AAAA|length",
      "BBBB|length",
      "CC|idle",
    ]);
  });
});

describe("STX and ETX", () => {
  test("a label between STX and ETX may hold line breaks", () => {
    expect(frames("\u0002A\r\nB\u0003\r\n", { stxEtx: true })).toEqual(["A\r\nB|etx"]);
  });

  test("a label without STX still ends by its terminator", () => {
    expect(frames("A1\r\u0002B2\u0003", { stxEtx: true })).toEqual(["A1|terminator", "B2|etx"]);
  });

  test("a label whose ETX never comes is lost, not read", () => {
    expect(frames("\u0002A1", { stxEtx: true })).toEqual(["lost:cut-off"]);
  });

  test("a second STX tells that the first label was cut off", () => {
    expect(frames("\u0002A1\u0002B2\u0003", { stxEtx: true })).toEqual(["lost:cut-off", "B2|etx"]);
  });
});

describe("idle gap", () => {
  test("a label stays open until the gap is over", () => {
    const framer = createLineFramer(options());
    framer.push(bytes("A1"), 0);
    expect(framer.idle(99)).toEqual([]);
    expect(framer.isOpen).toBe(true);
  });

  test("the gap counts from the last byte", () => {
    const framer = createLineFramer(options());
    framer.push(bytes("A"), 0);
    framer.push(bytes("1"), 60);
    expect(framer.idle(120)).toEqual([]);
    expect(framer.idle(160).map(show)).toEqual(["A1|idle"]);
  });

  test("bytes after a gap that nobody announced begin a new label", () => {
    const framer = createLineFramer(options());
    framer.push(bytes("A1"), 0);
    expect(framer.push(bytes("B2\r"), 500).map(show)).toEqual(["A1|idle", "B2|terminator"]);
  });

  test("a frame tells when its first and last byte came", () => {
    const framer = createLineFramer(options());
    framer.push(bytes("A"), 10);
    framer.push(bytes("B"), 20);
    const [event] = framer.push(bytes("\r"), 25);
    expect([event?.firstAtMs, event?.lastAtMs]).toEqual([10, 25]);
  });
});

describe("length limit", () => {
  test("a label of exactly the limit is read", () => {
    const label = "x".repeat(4096);
    expect(frames(`${label}\r`)).toEqual([`${label}|terminator`]);
    expect(frames(`${label}\r\n`, { terminators: ["crlf"] })).toEqual([`${label}|terminator`]);
  });

  test("one byte more is told as too long, and the next label is whole", () => {
    expect(frames(`${"x".repeat(4097)}\rB2\r`)).toEqual(["lost:too-long", "B2|terminator"]);
    expect(frames(`${"x".repeat(4097)}\r\nB2\r\n`, { terminators: ["crlf"] })).toEqual([
      "lost:too-long",
      "B2|terminator",
    ]);
  });

  test("noise without end is told once it pauses", () => {
    expect(frames("x".repeat(9000))).toEqual(["lost:too-long"]);
  });
});

describe("properties", () => {
  const stream = fc.array(
    fc.oneof(
      { weight: 5, arbitrary: fc.string({ maxLength: 12 }) },
      { weight: 2, arbitrary: fc.constantFrom("\r", "\n", "\r\n", "\t", "\u0002", "\u0003") },
    ),
  );
  const anyFraming = fc.record({
    terminators: fc.subarray(["cr", "lf", "crlf", "tab", "none"] as const, { minLength: 1 }),
    stxEtx: fc.boolean(),
    idleMs: fc.constant(100),
    maxBytes: fc.integer({ min: 1, max: 40 }),
  });

  test("where the stream is cut makes no difference, byte by byte included", () => {
    fc.assert(
      fc.property(stream, anyFraming, fc.infiniteStream(fc.integer({ min: 1, max: 5 })), (parts, framing, sizes) => {
        const all = bytes(parts.join(""));
        const whole = createLineFramer(framing);
        const expected = [...whole.push(all, 0), ...whole.idle(100)].map(show);
        const cut = createLineFramer(framing);
        const got: FrameEvent[] = [];
        for (let from = 0; from < all.length; ) {
          const size = sizes.next().value as number;
          got.push(...cut.push(all.subarray(from, from + size), 0));
          from += size;
        }
        got.push(...cut.idle(100));
        expect(got.map(show)).toEqual(expected);
      }),
    );
  });

  test("random bytes never throw, and every label is within the limit", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), anyFraming, (noise, framing) => {
        const framer = createLineFramer(framing);
        const events = [...framer.push(noise, 0), ...framer.idle(1000)];
        expect(framer.isOpen).toBe(false);
        for (const event of events) {
          if (event.kind === "frame") expect(event.bytes.length).toBeLessThanOrEqual(framing.maxBytes);
        }
      }),
    );
  });
});

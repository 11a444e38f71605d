import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createReplyWatch, type ReplyPatterns } from "../../../../native-devices/codecs/reply-watch.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (raw: Uint8Array) => new TextDecoder("latin1").decode(raw);
const ascii = (content: string) => [...bytes(content)].map((byte) => byte.toString(16).padStart(2, "0")).join(" ");

/** Feeds the pieces up to the verdict; what passed, what was held at the end. */
function watch(patterns: ReplyPatterns, pieces: readonly Uint8Array[]) {
  const watching = createReplyWatch(patterns);
  let passed = "";
  let verdict: string | undefined;
  for (const piece of pieces) {
    if (verdict) {
      passed += text(piece);
      continue;
    }
    const step = watching.push(piece);
    passed += text(step.passed);
    verdict = step.verdict;
  }
  return { verdict, passed: passed + text(watching.giveUp()) };
}

const gm65 = { ack: "02 00 00 01 00 33 31" };
const zebra = { ack: "04 d0 00 ?? ?? ??", nak: "05 d1 00 ?? ?? ?? ??" };
const honeywell = { ack: `${ascii("REVINF")} * 06 2e`, nak: `${ascii("REVINF")} 05 2e` };
const either = { ack: [`${ascii("Product Name:")} * ${ascii("REVINF")} 06 2e`, honeywell.ack] };
const packet = { ack: "a4", nak: "d1", packet: "ssi" } as const;
const version = { ack: "02 00 00 01 ?? -- --" };
const newland = { ack: `${ascii("!99900301;&{")} * ${ascii("}")}` };

/** name, patterns, what arrives, the verdict, what is left for the labels. */
const table: readonly (readonly [string, ReplyPatterns, string, string | undefined, string])[] = [
  ["an acknowledgement alone", gm65, "\x02\0\0\x01\x0031", "acknowledged", ""],
  ["between two labels", gm65, "SZ01\r\x02\0\0\x01\x0031SZ02\r", "acknowledged", "SZ01\rSZ02\r"],
  ["behind a false start", gm65, "\x02\0\x02\0\0\x01\x0031", "acknowledged", "\x02\0"],
  ["a label that opens like a reply", gm65, "\x02SZ01\x03", undefined, "\x02SZ01\x03"],
  ["half a reply", gm65, "SZ\x02\0\0", undefined, "SZ\x02\0\0"],
  ["Zebra, yes", zebra, "\x04\xd0\0\0\xff\x2c", "acknowledged", ""],
  ["Zebra, no", zebra, "A\x05\xd1\0\0\x02\xff\x28B", "refused", "AB"],
  ["Honeywell with its text", honeywell, "REVINF: CA000064\x06.SZ01\r", "acknowledged", "SZ01\r"],
  ["Honeywell, no such command", honeywell, "REVINF\x05.", "refused", ""],
  ["Newland", newland, "!99900301;&{V1.2|CRC32}SZ\r", "acknowledged", "SZ\r"],
  ["one form of two", either, "SZ\rProduct Name: 1950\r\nBoot: 8\r\nREVINF\x06.SZ01\r", "acknowledged", "SZ\rSZ01\r"],
  ["the other form of two", either, "REVINFProduct Name: 1950\x06.SZ01\r", "acknowledged", "SZ01\r"],
  ["a packet between two labels", packet, "SZ01\r\x06\xa4\0\0AB\xfe\xd3SZ02\r", "acknowledged", "SZ01\rSZ02\r"],
  ["a packet that says no", packet, "\x05\xd1\0\0\x02\xff\x28", "refused", ""],
  ["a packet whose sum is wrong", packet, "\x06\xa4\0\0AB\xfe\xd4", undefined, "\x06\xa4\0\0AB\xfe\xd4"],
  ["a value with its check", version, "\x02\0\0\x01\x64\x1f\x13SZ\r", "acknowledged", "SZ\r"],
  ["nothing but labels", newland, "SZ01\rSZ02\r", undefined, "SZ01\rSZ02\r"],
];
const wireOf = (content: string) => Uint8Array.from(content, (character) => character.charCodeAt(0));

describe("a reply is taken out of the stream", () => {
  test.each(table)("%s", (_name, patterns, wire, verdict, passed) => {
    expect(watch(patterns, [wireOf(wire)])).toEqual({ verdict, passed });
  });

  test.each(table)("%s, cut at every point and byte by byte", (_name, patterns, wire, verdict, passed) => {
    const all = wireOf(wire);
    for (let cut = 1; cut < all.length; cut += 1) {
      expect(watch(patterns, [all.subarray(0, cut), all.subarray(cut)])).toEqual({ verdict, passed });
    }
    expect(
      watch(
        patterns,
        [...all].map((byte) => Uint8Array.of(byte)),
      ),
    ).toEqual({ verdict, passed });
  });
});

test("a reply that never ends is given up after 2,048 bytes, and its bytes are labels again", () => {
  const wire = `REVINF${"x".repeat(2100)}\r`;
  const watching = createReplyWatch(honeywell);
  expect(text(watching.push(wireOf(wire)).passed)).toBe(wire);
});

test.each([
  ["several bytes", either, "Product Name: SZ-1\r\nREVINF\x06.", " SZ-1\r\n"],
  ["a packet", packet, "\x06\xa4\0\0AB\xfe\xd3", "AB"],
  ["one value, without its check", version, "\x02\0\0\x01\x64\x1f\x13", "d"],
])("what a reply says: %s", (_name, patterns, wire, said) => {
  expect(text(createReplyWatch(patterns).push(wireOf(wire)).said ?? new Uint8Array())).toBe(said);
});

test("a command that comes back is dropped, in whatever pieces, and is no answer", () => {
  const sent = wireOf("\x16M\rREVINF.");
  const wire = wireOf("SZ01\r\x16M\rREVINF.SZ02\r");
  for (let cut = 0; cut <= wire.length; cut += 1) {
    const watching = createReplyWatch(honeywell, sent);
    const steps = [wire.subarray(0, cut), wire.subarray(cut)].map((piece) => watching.push(piece));
    expect(steps.map(({ passed }) => text(passed)).join("")).toBe("SZ01\rSZ02\r");
    expect(steps.map(({ verdict }) => verdict)).toEqual([undefined, undefined]);
  }
});

test("random bytes never throw and are never lost without a verdict", () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 200 }),
      fc.constantFrom<ReplyPatterns>(gm65, zebra, honeywell, newland, either, packet, version),
      (noise, patterns) => {
        const { verdict, passed } = watch(patterns, [noise]);
        if (verdict === undefined) expect(passed).toBe(text(noise));
      },
    ),
  );
});

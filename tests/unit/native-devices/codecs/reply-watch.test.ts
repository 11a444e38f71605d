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

test("a reply that never ends is given up after 512 bytes, and its bytes are labels again", () => {
  const wire = `REVINF${"x".repeat(600)}\r`;
  const watching = createReplyWatch(honeywell);
  expect(text(watching.push(wireOf(wire)).passed)).toBe(wire);
});

test("random bytes never throw and are never lost without a verdict", () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 200 }),
      fc.constantFrom(gm65, zebra, honeywell, newland),
      (noise, patterns) => {
        const { verdict, passed } = watch(patterns, [noise]);
        if (verdict === undefined) expect(passed).toBe(text(noise));
      },
    ),
  );
});

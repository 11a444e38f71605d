/** Zebra's packets, at every cut, spoilt, continued, and beside plain lines. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hexOfBytes } from "../../../../native-devices/codecs/hex.ts";
import { createSsiFramer } from "../../../../native-devices/codecs/ssi.ts";

const framing = { terminators: ["cr", "lf"] as const, stxEtx: true, idleMs: 100, maxBytes: 4096 };
const raw = (text: string) => [...new TextEncoder().encode(text)];

/** By the maker's rule, in other words than the codec's. */
function packet(opcode: number, status: number, data: readonly number[]): number[] {
  const body = [4 + data.length, opcode, 0, status, ...data];
  const sum = 0x10000 - body.reduce((total, byte) => total + byte, 0);
  return [...body, Math.floor(sum / 256), sum % 256];
}
const label = (text: string, status = 0) => packet(0xf3, status, [0x1c, ...raw(text)]);

function read(pieces: readonly (readonly number[])[]) {
  const framer = createSsiFramer(framing);
  const answers: string[] = [];
  const events = pieces.flatMap((piece) => {
    const pushed = framer.push(Uint8Array.from(piece), 0);
    answers.push(...(framer.takeAnswers?.() ?? []).map(hexOfBytes));
    return pushed;
  });
  const told = [...events, ...framer.idle(1000)].map((event) =>
    event.kind === "frame" ? new TextDecoder().decode(event.bytes) : event.reason,
  );
  return { told, answers };
}
const ACK = "04d00400ff28";
const NAK = "05d1040001ff25";

describe("a packet", () => {
  test("is a label, and is acknowledged, at every cut", () => {
    const wire = [...label("SZ-01南京"), ...label("SZ-02\r")];
    for (let cut = 0; cut <= wire.length; cut += 1) {
      expect(read([wire.slice(0, cut), wire.slice(cut)])).toEqual({
        told: ["SZ-01南京", "SZ-02"],
        answers: [ACK, ACK],
      });
    }
  });

  test("that is continued is joined with the next, each acknowledged", () => {
    expect(read([label("SZ-", 2), label("01")])).toEqual({ told: ["SZ-01"], answers: [ACK, ACK] });
  });

  test("that is continued and never ends is told as cut off", () => {
    expect(read([label("SZ-", 2)]).told).toEqual(["cut-off"]);
  });

  test("that is continued beyond every limit is told once, and the next label is read", () => {
    const piece = label("S".repeat(200), 2);
    const many = Array.from({ length: 30 }, () => piece);
    expect(read([...many, label("end"), label("SZ-01")]).told).toEqual(["too-long", "SZ-01"]);
    // Nobody waits for an end that never comes.
    const framer = createSsiFramer(framing);
    const events = many.flatMap((one) => framer.push(Uint8Array.from(one), 0));
    expect(events).toMatchObject([{ kind: "lost", reason: "too-long" }]);
    expect([framer.isOpen, framer.idle(1000), framer.isOpen]).toEqual([true, [], false]);
  });

  test("with a damaged byte is asked for again and is no label", () => {
    const wire = label("SZ-01");
    for (let at = 4; at < wire.length; at += 1) {
      const damaged = wire.map((byte, index) => (index === at ? byte ^ 1 : byte));
      expect(read([damaged, label("SZ-01")])).toEqual({ told: ["SZ-01"], answers: [NAK, ACK] });
    }
  });

  test("cut short is told as cut off", () => {
    expect(read([label("SZ-01").slice(0, 8)]).told).toEqual(["cut-off"]);
  });

  test("that acknowledges, refuses or tells an event is no label and gets no answer", () => {
    const others = [packet(0xd0, 0, []), packet(0xd1, 0, [2]), packet(0xf6, 0, [1])];
    expect(read(others)).toEqual({ told: [], answers: [] });
  });
});

test.each(["SZ-01\r", "南京\r\n", "\x02SZ\rX\x03", "9\r", "SZ"])("a plain line (%j) is read as before", (line) => {
  const text = line.replaceAll("\x02", "").replaceAll("\x03", "").trimEnd();
  expect(read([raw(line)])).toEqual({ told: [text], answers: [] });
  if (line !== "SZ") expect(read([raw(line), label("P")])).toEqual({ told: [text, "P"], answers: [ACK] });
});

test("a plain line in GB18030 is no packet", () => {
  const framer = createSsiFramer(framing);
  const events = framer.push(Uint8Array.of(0xc4, 0xcf, 0xbe, 0xa9, 0x0d), 0);
  expect(events.map((event) => event.kind === "frame" && hexOfBytes(event.bytes))).toEqual(["c4cfbea9"]);
});

test("any bytes never throw, and silence always closes", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const framer = createSsiFramer(framing);
      framer.push(bytes, 0);
      framer.idle(1000);
      expect(framer.isOpen).toBe(false);
    }),
  );
});

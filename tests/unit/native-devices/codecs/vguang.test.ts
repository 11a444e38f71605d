/** VGuang's reports, and commands to HID scanners, against the bytes of their papers. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { commandBytes } from "../../../../native-devices/codecs/command-frame.ts";
import { hexOfBytes } from "../../../../native-devices/codecs/hex.ts";
import { type HidLayout, hidAnswerOf, packHidCommand } from "../../../../native-devices/codecs/hid-command.ts";
import { createVguangFramer } from "../../../../native-devices/codecs/vguang.ts";

const raw = (text: string) => new TextEncoder().encode(text);
const options = { idleMs: 200, maxBytes: 4096 };

/** As the scanner sends it, worked out apart from the codec. */
function reportsOf(data: Uint8Array): Uint8Array[] {
  const all = [0x55, 0xaa, 0x30, 0, data.length % 256, Math.floor(data.length / 256), ...data];
  let xor = 0;
  for (const byte of all) xor ^= byte;
  all.push(xor);
  return Array.from({ length: Math.ceil(all.length / 64) }, (_, at) => {
    const report = new Uint8Array(64);
    report.set(all.slice(at * 64, (at + 1) * 64));
    return report;
  });
}

function labelsOf(reports: readonly Uint8Array[]): string[] {
  const framer = createVguangFramer(options);
  const events = [...reports.flatMap((report) => framer.push(report, 0)), ...framer.idle(1000)];
  return events.map((event) => (event.kind === "frame" ? hexOfBytes(event.bytes) : event.reason));
}

describe("a label", () => {
  test("of any length comes back whole, however many reports it takes", () => {
    for (let size = 1; size <= 300; size += 1) {
      const data = new Uint8Array(size).map((_, at) => 0x20 + (at % 90));
      expect(labelsOf(reportsOf(data))).toEqual([hexOfBytes(data)]);
    }
  });

  test("loses the line break at its end", () => {
    expect(labelsOf(reportsOf(raw("SZ-01\r\n")))).toEqual([hexOfBytes(raw("SZ-01"))]);
  });

  test("of several reports with one lost, doubled or damaged is told as cut off", () => {
    const reports = reportsOf(raw("abcdefghij".repeat(20)));
    const [first = new Uint8Array(), second = new Uint8Array(), ...rest] = reports;
    const damaged = second.map((byte, at) => (at === 9 ? byte ^ 1 : byte));
    for (const spoilt of [[first, ...rest], [first, damaged, ...rest], [first, second, second, ...rest], [first]])
      expect(labelsOf(spoilt)[0]).toBe("cut-off");
  });

  test("that is too long is told", () => {
    expect(labelsOf(reportsOf(new Uint8Array(5000).fill(0x41)))).toEqual(["too-long"]);
  });

  test("is none where the report answers a command, or is of another device", () => {
    expect(labelsOf([Uint8Array.of(0x55, 0xaa, 5, 0, 0, 0, 0xfa), Uint8Array.of(2, 3, 0x41, 0x42), raw("")])).toEqual(
      [],
    );
  });

  test("of any bytes never throws", () => {
    fc.assert(fc.property(fc.array(fc.uint8Array({ maxLength: 70 })), (reports) => void labelsOf(reports)));
  });
});

describe("a command", () => {
  test.each<[HidLayout, string, "xor" | "crc-16" | undefined, string]>([
    ["vguang", "55 aa 05 01 00 00", "xor", "0055aa05010000fb"],
    ["vguang", "55 aa 05 01 00 01", "xor", "0055aa05010001fa"],
    ["newland", "7e 00 08 01 00 02 01", "crc-16", "04097e0008010002 0102da"],
    ["newland", "7e 00 08 01 00 02 02", "crc-16", "04097e0008010002 0232b9"],
    ["standard", "16 54 0d", undefined, "fd0316540d"],
    ["microscan", "3c 44 3e", undefined, "01033c443e"],
  ])("of %s (%s) goes out as its maker writes it", (layout, send, check, expected) => {
    const [report = new Uint8Array(), ...more] = packHidCommand(layout, commandBytes(send, check));
    const size = layout === "vguang" ? 65 : 64;
    expect([hexOfBytes(report), more.length]).toEqual([expected.replaceAll(" ", "").padEnd(2 * size, "0"), 0]);
  });

  test("longer than a report takes several", () => {
    const reports = packHidCommand("newland", new Uint8Array(100).fill(7));
    expect(reports.map((report) => [report.length, report[1]])).toEqual([
      [64, 62],
      [64, 38],
    ]);
  });

  test("is answered behind number and length", () => {
    expect(hexOfBytes(hidAnswerOf("newland", Uint8Array.of(2, 3, 1, 2, 3, 0, 0)))).toBe("010203");
  });
});

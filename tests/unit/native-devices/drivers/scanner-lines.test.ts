/** What serial scanners of the field send, setting by setting, each cut at every point and dripped byte by byte. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createBarcodeScanner } from "../../../../native-devices/drivers/barcode-scanner.ts";
import type { DeviceReading } from "../../../../native-devices/host/device-contract.ts";
import builtin from "../../../../native-devices/profiles/builtin/serial-scanner-9600.json" with { type: "json" };
import { profileSchema, type ScannerProfile } from "../../../../native-devices/profiles/profile.ts";
import { createReplayTransport, type TraceStep } from "../../../../native-devices/transports/replay.ts";
import { TurnedClock } from "../turned-clock.ts";

type Over = Partial<Omit<ScannerProfile, "framing">> & { readonly framing?: Partial<ScannerProfile["framing"]> };

const ascii = (text: string) => [...new TextEncoder().encode(text)];
const 北京GBK = [0xb1, 0xb1, 0xbe, 0xa9];
const 𠀀GB18030 = [0x95, 0x32, 0x82, 0x36];
/** The second byte of this GBK character (乗) is a backslash. */
const 乗GBK = [0x81, 0x5c];

async function play(steps: readonly TraceStep[], over: Over): Promise<string[]> {
  const clock = new TurnedClock();
  const told: string[] = [];
  const profile = profileSchema.parse({ ...builtin, ...over, framing: { ...builtin.framing, ...over.framing } });
  if (profile.kind !== "barcode-scanner" || "answer" in profile) throw new Error("another kind of profile");
  const driver = createBarcodeScanner({
    deviceId: "scanner",
    profile,
    clock,
    createTransport: (events) => createReplayTransport({ steps, events, clock, speed: "timed" }),
    events: { onReading: (reading) => told.push(show(reading)), onActivity: () => {}, onGone: () => {} },
  });
  await driver.open();
  await clock.advance((steps.at(-1)?.atMs ?? 0) + 5000);
  await driver.close();
  expect(clock.waiting).toBe(0);
  return told;
}

function show(reading: DeviceReading): string {
  if (reading.kind === "card") return reading.kind;
  if (reading.kind !== "code") return reading.kind === "repeat" ? `repeat ${reading.text}` : `lost ${reading.reason}`;
  return [reading.text, reading.encoding, reading.aim, ...reading.warnings].filter((part) => part).join(" ");
}

/** name, bytes on the wire, what the profile says, what is told. */
const table: readonly (readonly [string, readonly number[], Over, readonly string[]])[] = [
  ["CR", ascii("SZ01\rSZ02\r"), { framing: { terminators: ["cr"] } }, ["SZ01 ascii", "SZ02 ascii"]],
  ["LF", ascii("SZ01\nSZ02\n"), { framing: { terminators: ["lf"] } }, ["SZ01 ascii", "SZ02 ascii"]],
  ["CRLF", ascii("SZ01\r\nSZ02\r\n"), { framing: { terminators: ["crlf"] } }, ["SZ01 ascii", "SZ02 ascii"]],
  ["CRLF where CR is expected", ascii("SZ01\r\nSZ02\r\n"), {}, ["SZ01 ascii", "SZ02 ascii"]],
  ["Tab", ascii("SZ01\tSZ02\t"), { framing: { terminators: ["tab"] } }, ["SZ01 ascii", "SZ02 ascii"]],
  ["none", ascii("SZ01"), { framing: { terminators: ["none"] } }, ["SZ01 ascii"]],
  [
    "a fixed length",
    ascii("SZ01SZ02"),
    { framing: { terminators: ["none"], fixedBytes: 4 } },
    ["SZ01 ascii", "SZ02 ascii"],
  ],
  ["STX and ETX", ascii("\u0002]Q1SZ01\u0003\u0002]Q1SZ02\u0003"), {}, ["SZ01 ascii ]Q1", "SZ02 ascii ]Q1"]],
  ["STX, ETX and CR", ascii("\u0002SZ01\u0003\r\u0002SZ02\u0003\r"), {}, ["SZ01 ascii", "SZ02 ascii"]],
  ["a prefix of the hall", ascii("QR:]Q1SZ01\r"), { framing: { prefix: "51 52 3a" } }, ["SZ01 ascii ]Q1"]],
  ["a prefix that is not there", ascii("SZ01\r"), { framing: { prefix: "51 52 3a" } }, ["SZ01 ascii"]],
  ["Code 128", ascii("]C0SZ01\r"), {}, ["SZ01 ascii ]C0"]],
  ["GS1 with its separator", ascii("]C10112\u001d10A\r"), {}, ["0112\u001d10A ascii ]C1"]],
  ["UTF-8, detected", [...ascii("]Q1北京\r")], {}, ["北京 utf-8 ]Q1"]],
  ["GB18030, detected", [...北京GBK, 0x0d], {}, ["北京 gb18030"]],
  ["GB18030 of four bytes", [...𠀀GB18030, 0x0d], { encoding: "gb18030" }, ["𠀀 gb18030"]],
  ["GBK that could be UTF-8, pinned", [0xc2, 0xbd, 0xc2, 0xb7, 0x0d], { encoding: "gb18030" }, ["陆路 gb18030"]],
  ["UTF-8 against the pin", ascii("京\r"), { encoding: "gb18030" }, ["京 utf-8 encoding-mismatch"]],
  ["ECI of UTF-8", ascii("]Q2\\000026北京\r"), { encoding: "gb18030" }, ["北京 utf-8 ]Q2"]],
  ["ECI of GB18030", [...ascii("]Q2\\000029"), ...北京GBK, 0x0d], { encoding: "utf-8" }, ["北京 gb18030 ]Q2"]],
  ["ECI and a doubled second byte", [...ascii("]Q2\\000029"), ...乗GBK, 0x5c, 0x0d], {}, ["乗 gb18030 ]Q2"]],
  ["ECI changed midway", [...ascii("]Q2\\000026北\\000029"), ...北京GBK, 0x0d], {}, ["北北京 mixed ]Q2"]],
  ["no ECI: backslashes are data", ascii("]Q1a\\000026\r"), {}, ["a\\000026 ascii ]Q1"]],
  ["a stray backslash", ascii("]Q2a\\b\r"), {}, ["a\\b ascii ]Q2 eci-malformed"]],
  ["silence instead of CR", ascii("SZ01"), {}, ["SZ01 ascii unterminated"]],
  [
    "UTF-8 cut within a character",
    ascii("北京市").slice(0, 8),
    {},
    ["鍖椾含甯 gb18030 unterminated encoding-ambiguous"],
  ],
  ["no encoding at all", [0x41, 0xff, 0xff, 0x0d], {}, ["lost undecodable"]],
  ["an STX whose ETX never comes", ascii("\u0002SZ01"), {}, ["lost cut-off"]],
  [
    "a label over the limit, and the next",
    ascii("SZ012345\rSZ02\r"),
    { framing: { maxBytes: 4 } },
    ["lost too-long", "SZ02 ascii"],
  ],
];

describe("a label on the wire", () => {
  test.each(table)("%s", async (_name, wire, over, expected) => {
    expect(await play([{ atMs: 0, bytes: Uint8Array.from(wire) }], over)).toEqual(expected);
  });

  test.each(table)("%s, cut at every point with a pause below the idle gap", async (_name, wire, over, expected) => {
    for (let cut = 1; cut < wire.length; cut += 1) {
      const steps = [
        { atMs: 0, bytes: Uint8Array.from(wire.slice(0, cut)) },
        { atMs: 99, bytes: Uint8Array.from(wire.slice(cut)) },
      ];
      expect(await play(steps, over)).toEqual(expected);
    }
  });

  test.each(table)("%s, byte by byte", async (_name, wire, over, expected) => {
    const steps = wire.map((byte, at) => ({ atMs: at * 40, bytes: Uint8Array.of(byte) }));
    expect(await play(steps, over)).toEqual(expected);
  });
});

describe("a pause as long as the idle gap ends the label", () => {
  const wire = (...pieces: readonly (readonly [number, string])[]) =>
    pieces.map(([atMs, text]) => ({ atMs, bytes: Uint8Array.from(ascii(text)) }));
  const terminated = [
    [0, "SZ000001\r"],
    [1000, "SZ000002\r"],
  ] as const;
  const both = ["SZ000001 ascii", "SZ000002 ascii"];

  test("two halves are never glued into one, and the rest is no code", async () => {
    expect(await play(wire([0, "SZ0"], [101, "1\r"]), {})).toEqual(["SZ0 ascii unterminated", "lost cut-off"]);
  });

  test("no half is a code of a scanner that ends its labels", async () => {
    const cut = await play(wire(...terminated, [2000, "SZ0"], [2300, "00003\r"], [4000, "SZ000003\r"]), {});
    expect(cut).toEqual([...both, "lost cut-off", "lost cut-off", "SZ000003 ascii"]);
  });

  test("the label scanned again is read, though the rest never came", async () => {
    const cut = await play(wire(...terminated, [2000, "SZ0"], [3500, "SZ000003\r"]), {});
    expect(cut).toEqual([...both, "lost cut-off", "SZ000003 ascii"]);
  });

  test("nor is the rest of one whose ETX is in it", async () => {
    expect(await play(wire([0, "\u0002SZ0"], [300, "00003\u0003\r"]), {})).toEqual(["lost cut-off", "lost cut-off"]);
  });

  test.each([
    ["an acknowledgement", "\u0006"],
    ["a start of text by itself", "\u0002"],
  ])("%s just before a label does not cost the label", async (_what, stray) => {
    const played = await play(wire(...terminated, [2000, stray], [2300, "SZ000003\r"]), {});
    expect(played).toEqual([...both, "lost cut-off", "SZ000003 ascii"]);
  });

  test("a scanner that ends its labels no more is heard again at the third", async () => {
    const plain = await play(wire(...terminated, [2000, "SZ000003"], [4000, "SZ000003"], [6000, "SZ000003"]), {});
    expect(plain).toEqual([...both, "lost cut-off", "lost cut-off", "SZ000003 ascii unterminated"]);
  });

  test("a scanner that ends no label is heard at each, also with line breaks in one", async () => {
    const plain = await play(wire([0, "SZ000001"], [2000, "SZ01\nSZ02\nSZ000002"], [4000, "SZ000003"]), {});
    const last = ["SZ000002 ascii unterminated", "SZ000003 ascii unterminated"];
    expect(plain).toEqual(["SZ000001 ascii unterminated", "SZ01 ascii", "SZ02 ascii", ...last]);
  });

  test("where silence ends labels nothing changes", async () => {
    const framing = { terminators: ["cr" as const, "none" as const] };
    const plain = await play(wire(...terminated, [2000, "SZ000003"], [2300, "SZ000004"]), { framing });
    expect(plain).toEqual([...both, "SZ000003 ascii", "SZ000004 ascii"]);
  });
});

test("any chunks of any labels in any pace below the gap tell the same", async () => {
  const label = fc.constantFrom(
    ...table.filter(([, , over]) => Object.keys(over).length === 0).map(([, wire]) => wire),
  );
  const chunk = fc.record({ size: fc.integer({ min: 1, max: 9 }), pause: fc.integer({ min: 0, max: 99 }) });
  await fc.assert(
    fc.asyncProperty(
      fc.array(label, { minLength: 1, maxLength: 4 }),
      fc.infiniteStream(chunk),
      async (labels, chunks) => {
        const wire = Uint8Array.from(labels.flat());
        const steps: TraceStep[] = [];
        for (let from = 0, atMs = 0; from < wire.length; ) {
          const { size, pause } = chunks.next().value as { size: number; pause: number };
          steps.push({ atMs, bytes: wire.subarray(from, from + size) });
          from += size;
          atMs += pause;
        }
        const strict = { sameCodeQuietMs: 0 };
        expect(await play(steps, strict)).toEqual(await play([{ atMs: 0, bytes: wire }], strict));
      },
    ),
    { numRuns: 40 },
  );
});

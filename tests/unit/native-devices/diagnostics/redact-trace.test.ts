import { describe, expect, test } from "vitest";
import { redactTrace } from "../../../../native-devices/diagnostics/redact-trace.ts";
import { createTraceRing, recorded, type TraceEntry } from "../../../../native-devices/diagnostics/trace-ring.ts";
import { traceText } from "../../../../native-devices/diagnostics/trace-text.ts";
import { createBarcodeScanner } from "../../../../native-devices/drivers/barcode-scanner.ts";
import type { DeviceReading } from "../../../../native-devices/host/device-contract.ts";
import builtin from "../../../../native-devices/profiles/builtin/serial-scanner-9600.json" with { type: "json" };
import { loadProfile } from "../../../../native-devices/profiles/loader.ts";
import { profileSchema, type ScannerProfile } from "../../../../native-devices/profiles/profile.ts";
import { createReplayTransport, parseTrace, type TraceStep } from "../../../../native-devices/transports/replay.ts";
import { createSkippedClock } from "../../../../native-devices/virtual/skipped-clock.ts";
import { TurnedClock } from "../turned-clock.ts";

const profile = profileSchema.parse(builtin) as ScannerProfile;
const raw = (text: string) => [...new TextEncoder().encode(text)];
const 张三GBK = [0xd5, 0xc5, 0xc8, 0xfd];

async function read(steps: readonly TraceStep[], on: ScannerProfile): Promise<DeviceReading[]> {
  const clock = createSkippedClock(0);
  const readings: DeviceReading[] = [];
  const driver = createBarcodeScanner({
    deviceId: "scanner",
    profile: on,
    clock,
    createTransport: (events) => createReplayTransport({ steps, events, clock, speed: "timed" }),
    events: { onReading: (reading) => readings.push(reading), onActivity: () => {}, onGone: () => {} },
  });
  await driver.open();
  await clock.runOut();
  await driver.close();
  return readings;
}

/** Everything of a reading but what it said. */
function form(reading: DeviceReading): object {
  if (reading.kind === "card") return reading.card;
  if (!("text" in reading)) return { kind: reading.kind, reason: reading.reason, size: reading.size };
  const kinds = reading.text
    // A check digit may be either.
    .replace(/(?<!\d)\d{17}[\dX]/g, "number of a person")
    .replace(/\d/g, "0")
    .replace(/[A-Z]/g, "A")
    .replace(/[a-z]/g, "a")
    .replace(/\p{Script=Han}/gu, "文");
  const rest =
    reading.kind === "code" ? { aim: reading.aim, encoding: reading.encoding, warnings: reading.warnings } : {};
  return { kind: reading.kind, kinds, ...rest };
}

const table: readonly (readonly [string, readonly number[], Partial<ScannerProfile>])[] = [
  ["numbers of persons", raw("]Q111010519491231002X\r"), {}],
  ["a name in UTF-8", raw("张三,13800138000\r"), {}],
  ["a name in GB18030", [...张三GBK, 0x0d], {}],
  ["a name in pinned GB18030", [...张三GBK, 0x0d], { encoding: "gb18030" }],
  ["a rare character in either", [...raw("𠀀\r"), 0x95, 0x32, 0x82, 0x36, 0x0d], {}],
  ["ECI escapes", [...raw("]Q2AB\\000026张\\000029"), ...张三GBK, 0x0d], {}],
  ["a prefix of the hall", raw("QR:]Q1SZ01\r"), { framing: { ...profile.framing, prefix: "51 52 3a" } }],
  ["STX and ETX", raw("\u0002SZ01\u0003"), {}],
  ["the same label twice", raw("SZ000001\rSZ000001\r"), {}],
  ["no character set", [0x41, 0xff, 0xff, 0x0d], {}],
  ["silence at the end", raw("SZ01"), {}],
  [
    "packets of SSI",
    // LEN 11, decode data, from the scanner, first time, QR, the label; its sum.
    [11, 0xf3, 0, 0, 0x1c, ...raw("SZ0123"), 0xfd, 0x73, ...raw("SZ04\r")],
    { framing: { ...profile.framing, packets: "ssi" } },
  ],
];

describe("a recording of", () => {
  test.each(table)("%s replays as it was, at every cut, and says something else", async (_name, wire, over) => {
    const on = { ...profile, ...over };
    for (let cut = 1; cut < wire.length; cut += 1) {
      const entries: readonly TraceEntry[] = [
        { atMs: 500, dir: "rx", bytes: Uint8Array.from(wire.slice(0, cut)) },
        { atMs: 505, dir: "tx", bytes: Uint8Array.of(6) },
        { atMs: 550, dir: "rx", bytes: Uint8Array.from(wire.slice(cut)) },
      ];
      const parsed = parseTrace(traceText(redactTrace(entries, on, Math.random), { profile: on.id, platform: "test" }));
      if (!parsed.ok) throw new Error(parsed.message);
      const original = await read(
        [entries[0], entries[2]].map((entry) => entry as TraceEntry & TraceStep),
        on,
      );
      const replayed = await read(parsed.steps, on);
      expect(replayed.map(form)).toEqual(original.map(form));
      expect(parsed.profileId).toBe(on.id);
    }
  });

  test("a person holds neither name nor number", () => {
    const said = raw("张三 11010519491231002X\r");
    const entry: TraceEntry = { atMs: 0, dir: "rx", bytes: Uint8Array.from(said) };
    const [redacted] = redactTrace([entry], profile, Math.random);
    const text = new TextDecoder().decode(redacted?.bytes);
    expect(["张", "三", "11010519491231002X"].filter((part) => text.includes(part))).toEqual([]);
    expect(entry.bytes).toEqual(Uint8Array.from(said));
  });
});

describe("the ring", () => {
  test("keeps the last minute, both ways, and copies of its own", async () => {
    const clock = new TurnedClock();
    const ring = createTraceRing(clock);
    let deliver: (bytes: Uint8Array) => void = () => {};
    const transport = recorded(ring, clock, (events) => {
      deliver = (bytes) => events.onBytes(bytes, clock.steadyMs());
      return { open: async () => ({ ok: true }), write: async () => ({ ok: true }), close: async () => {} };
    })({ onBytes: (bytes) => bytes.fill(0), onGone: () => {} });
    deliver(Uint8Array.of(1));
    await clock.advance(30_000);
    deliver(Uint8Array.of(2));
    await transport.write(Uint8Array.of(3));
    expect(ring.entries().map(({ dir, bytes }) => `${dir}${bytes[0]}`)).toEqual(["rx1", "rx2", "tx3"]);
    await clock.advance(30_001);
    expect(ring.entries().map(({ dir, bytes }) => `${dir}${bytes[0]}`)).toEqual(["rx2", "tx3"]);
    await clock.advance(60_000);
    expect(ring.entries()).toEqual([]);
  });

  test("never holds more than a mebibyte", () => {
    const ring = createTraceRing(new TurnedClock());
    for (let count = 0; count < 40; count += 1) ring.note({ atMs: 1000, dir: "rx", bytes: new Uint8Array(1 << 16) });
    expect(ring.entries().reduce((sum, { bytes }) => sum + bytes.length, 0)).toBe(1 << 20);
  });
});

describe("a recording of HID reports", () => {
  test("of VGuang joins the label, says something else, and its check is right again", async () => {
    const loaded = loadProfile("hid-scanner-vguang");
    if (!loaded.ok || loaded.profile.kind !== "barcode-scanner" || "answer" in loaded.profile)
      throw new Error("the profile is gone");
    const on = loaded.profile;
    const label = `${"A".repeat(52)}11010519491231002X`;
    const whole = [0x55, 0xaa, 0x30, 0, label.length, 0, ...raw(label)];
    whole.push(whole.reduce((sum, byte) => sum ^ byte, 0));
    const first = Uint8Array.from(whole.slice(0, 64));
    const second = new Uint8Array(64);
    // The rest of an earlier label stands behind.
    second.set([...whole.slice(64), ...raw("11010519491231002X")]);
    const entries = [first, second].map((bytes, index): TraceEntry => ({ atMs: index, dir: "rx", bytes }));
    const redacted = redactTrace(entries, on, Math.random);
    expect(Buffer.concat(redacted.map(({ bytes }) => bytes)).toString("hex")).not.toContain(
      Buffer.from("10519491231").toString("hex"),
    );
    const [reading] = await read(redacted, on);
    const text = reading?.kind === "code" ? reading.text : "";
    expect([text.length, text.includes("11010519491231002X"), text.includes("AAAA")]).toEqual([70, false, false]);
  });

  test("of VGuang that begins in the middle of a label keeps nothing of it, and the head of an answer", () => {
    const loaded = loadProfile("hid-scanner-vguang");
    if (!loaded.ok) throw new Error("the profile is gone");
    const answer = [0x55, 0xaa, 0x05, 0, 1, 0];
    const reports = [
      [...raw("110105"), ...raw("19491231002X")],
      [...answer, ...raw("1949")],
    ];
    const entries = reports.map((said, atMs): TraceEntry => ({ atMs, dir: "rx", bytes: Uint8Array.from(said) }));
    const redacted = redactTrace(entries, loaded.profile, Math.random).map(({ bytes }) => [...bytes]);
    expect(redacted).toEqual([Array(18).fill(0), [...answer, 0, 0, 0, 0]]);
  });

  test("keeps head, length and flags of every report, joins the label, and says something else", async () => {
    const loaded = loadProfile("hid-scanner");
    if (!loaded.ok || loaded.profile.kind !== "barcode-scanner" || "answer" in loaded.profile)
      throw new Error("the profile is gone");
    const on = loaded.profile;
    // Two reports: 48 characters, so that the length looks like a digit, and the number of a person across them.
    const label = `${"A".repeat(45)}11010519491231002X`;
    const reportOf = (data: string, isContinued: boolean) => {
      const report = new Uint8Array(64);
      report.set([2, data.length, ...raw("]Q1"), ...raw(data)]);
      report[63] = isContinued ? 1 : 0;
      return report;
    };
    const reports = [reportOf(label.slice(0, 48), true), reportOf(label.slice(48), false)];
    const entries = reports.map((bytes, index): TraceEntry => ({ atMs: index, dir: "rx", bytes }));
    const redacted = redactTrace(entries, on, Math.random);
    expect(redacted.map(({ bytes }) => [...bytes.subarray(0, 5), bytes[63]])).toEqual(
      reports.map((bytes) => [...bytes.subarray(0, 5), bytes[63]]),
    );
    const [reading] = await read(redacted, on);
    const text = reading?.kind === "code" ? reading.text : "";
    expect([text.length, text.includes("11010519491231002X"), text.includes("AAAA")]).toEqual([63, false, false]);
  });
});

import { describe, expect, test } from "vitest";
import { createBarcodeScanner } from "../../../../native-devices/drivers/barcode-scanner.ts";
import { type DeviceReading, deviceReadingSchema } from "../../../../native-devices/host/device-contract.ts";
import hidScanner from "../../../../native-devices/profiles/builtin/hid-scanner.json" with { type: "json" };
import builtin from "../../../../native-devices/profiles/builtin/serial-scanner-9600.json" with { type: "json" };
import { profileSchema, type ScannerProfile } from "../../../../native-devices/profiles/profile.ts";
import { createReplayTransport, type TraceStep } from "../../../../native-devices/transports/replay.ts";
import { TurnedClock } from "../turned-clock.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const at = (atMs: number, content: string | Uint8Array): TraceStep => ({
  atMs,
  bytes: typeof content === "string" ? bytes(content) : content,
});

const whole = profileSchema.parse(builtin);
if (whole.kind !== "barcode-scanner" || "answer" in whole) throw new Error("another kind of profile");
const scanner: ScannerProfile = whole;

async function play(steps: readonly TraceStep[], over: Partial<ScannerProfile> = {}) {
  const clock = new TurnedClock();
  const readings: DeviceReading[] = [];
  const activity: string[] = [];
  const driver = createBarcodeScanner({
    deviceId: "scanner",
    profile: { ...scanner, ...over },
    clock,
    createTransport: (events) => createReplayTransport({ steps, events, clock, speed: "timed" }),
    events: {
      onReading: (reading) => readings.push(deviceReadingSchema.parse(reading)),
      onActivity: (word) => activity.push(word),
      onGone: () => {},
    },
  });
  expect(await driver.open()).toEqual({ ok: true });
  await clock.advance(20_000);
  await driver.close();
  return { readings, activity, clock };
}

const texts = (readings: readonly DeviceReading[]) =>
  readings.map(
    (reading) => `${reading.kind}:${"text" in reading ? reading.text : "reason" in reading && reading.reason}`,
  );

describe("a label", () => {
  test("becomes a reading with its source, its time and its encoding", async () => {
    const { readings } = await play([at(10, "]Q1SZ00"), at(30, "01\r")]);
    expect(readings).toEqual([
      {
        kind: "code",
        text: "SZ0001",
        encoding: "ascii",
        aim: "]Q1",
        warnings: [],
        source: { deviceId: "scanner", profileId: "serial-scanner-9600" },
        at: 1_800_000_001_030,
        ms: 20,
      },
    ]);
  });

  test("in Chinese is read in either encoding", async () => {
    const gbk = Uint8Array.of(0xb1, 0xb1, 0xbe, 0xa9, 0x0d);
    const { readings } = await play([at(0, "南京\r"), at(10, gbk)]);
    expect(readings).toMatchObject([
      { text: "南京", encoding: "utf-8" },
      { text: "北京", encoding: "gb18030" },
    ]);
  });

  test("with ECI is read in the character set it names", async () => {
    const escaped = Uint8Array.from([...bytes("]Q2\\000029"), 0xb1, 0xb1, 0x0d]);
    const { readings } = await play([at(0, escaped)], { encoding: "utf-8" });
    expect(readings).toMatchObject([{ text: "北", encoding: "gb18030", aim: "]Q2", warnings: [] }]);
  });

  test("keeps its identifier when the profile says so", async () => {
    const { readings } = await play([at(0, "]Q1AB\r")], { aim: "keep" });
    expect(texts(readings)).toEqual(["code:]Q1AB"]);
  });

  test("without a terminator ends by silence and says that it may be cut short", async () => {
    const { readings } = await play([at(0, "SZ0001")]);
    expect(readings).toMatchObject([{ text: "SZ0001", warnings: ["unterminated"] }]);
  });

  test("of a scanner that sends no terminator is whole by silence", async () => {
    const framing = { ...builtin.framing, terminators: ["none" as const] };
    const { readings } = await play([at(0, "SZ0001")], { framing });
    expect(readings).toMatchObject([{ text: "SZ0001", warnings: [] }]);
  });
});

describe("a label in HID reports", () => {
  const report = (data: string, isContinued = false) => {
    const whole = new Uint8Array(64);
    whole.set([2, data.length, ...bytes("]Q1"), ...bytes(data)]);
    if (isContinued) whole[63] = 1;
    return whole;
  };
  const hid = {
    transport: { type: "hid", layout: "standard" },
    framing: hidScanner.framing,
  } as Partial<ScannerProfile>;

  test("is one reading that names its bus", async () => {
    const { readings, activity } = await play([at(0, report("SZ00", true)), at(8, report("01\r"))], hid);
    expect(readings).toMatchObject([{ text: "SZ0001", aim: "]Q1", warnings: [], ms: 8, source: { bus: "hid" } }]);
    expect(activity).toEqual(["started", "ended"]);
  });

  test("whose end is never said ends by silence and says that it may be cut short", async () => {
    const { readings, clock } = await play([at(0, report("SZ0001\r", true))], hid);
    expect(readings).toMatchObject([{ text: "SZ0001", warnings: ["unterminated"] }]);
    expect(clock.waiting).toBe(0);
  });
});

describe("the same label again", () => {
  test("within the quiet time is told as a repeat", async () => {
    const { readings } = await play([at(0, "A1\r"), at(1000, "A1\r")]);
    expect(readings).toMatchObject([
      { kind: "code", text: "A1" },
      { kind: "repeat", text: "A1", sinceMs: 1000 },
    ]);
  });

  test("stays one scan as long as it lies under the scanner", async () => {
    const { readings } = await play([0, 1, 2, 3, 4].map((second) => at(second * 1000, "A1\r")));
    expect(texts(readings)).toEqual(["code:A1", "repeat:A1", "repeat:A1", "repeat:A1", "repeat:A1"]);
  });

  test("after the quiet time is a code", async () => {
    const { readings } = await play([at(0, "A1\r"), at(1500, "A1\r")]);
    expect(texts(readings)).toEqual(["code:A1", "code:A1"]);
  });

  test("after another label is a code", async () => {
    const { readings } = await play([at(0, "A1\rB2\rA1\r")]);
    expect(texts(readings)).toEqual(["code:A1", "code:B2", "code:A1"]);
  });
});

describe("what cannot be used is told", () => {
  test.each([
    ["too long", "x".repeat(5000), "unreadable:too-long"],
    ["cut off", "\u0002A1", "unreadable:cut-off"],
    ["in no encoding", Uint8Array.of(0xff, 0xff, 0x0d), "unreadable:undecodable"],
    ["nothing but an identifier", "]Q1\r", "unreadable:undecodable"],
  ])("a label %s", async (_name, content, expected) => {
    const { readings } = await play([at(0, content)]);
    expect(texts(readings)).toEqual([expected]);
  });
});

test("an undecodable label shows the log its head and tail, not its content", async () => {
  const { readings } = await play([at(0, Uint8Array.from([...bytes("9900001990010100"), 0xff, 0xff, 0x0d]))]);
  expect(readings).toMatchObject([{ size: 18, frame: "3939~ffff(18)" }]);
});

describe("activity", () => {
  test("is told while a label is coming in", async () => {
    const { activity } = await play([at(0, "SZ"), at(20, "00"), at(40, "01\r")]);
    expect(activity).toEqual(["started", "started", "ended"]);
  });

  test("of a label that came in one piece is not told", async () => {
    expect((await play([at(0, "SZ0001\r")])).activity).toEqual([]);
  });

  test("leaves no timer behind", async () => {
    expect((await play([at(0, "SZ0001")])).clock.waiting).toBe(0);
  });
});

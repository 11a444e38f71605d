/** USB bulk over an injected library that keeps the rules of npm `usb` 3.1; through the real driver, clock in hand. */
import { describe, expect, test } from "vitest";
import { bulkCarrierFor, type FoundPipe } from "../../../../native-devices/codecs/sdt/bulk-pipes.ts";
import { createIdCardReader } from "../../../../native-devices/drivers/id-card-reader.ts";
import type { DeviceReading } from "../../../../native-devices/host/device-contract.ts";
import { loadProfile } from "../../../../native-devices/profiles/loader.ts";
import type { IdCardReaderProfile } from "../../../../native-devices/profiles/profile.ts";
import type { TransportEvents, TransportFault } from "../../../../native-devices/transports/transport.ts";
import { createUsbBulkTransport } from "../../../../native-devices/transports/usb-bulk.ts";
import { usbPathOf } from "../../../../native-devices/transports/usb-devices.ts";
import { classifyUsbOpenError } from "../../../../native-devices/transports/usb-fault.ts";
import { citizenNumber, citizenValues, writeCardText } from "../../../emulators/id-card-reader/card-text.ts";
import type { Misbehaviour } from "../../../emulators/id-card-reader/emulated-reader.ts";
import { UsbReader } from "../../../emulators/id-card-reader/usb-reader.ts";
import { TurnedClock } from "../turned-clock.ts";

const loaded = loadProfile("sdt-usb-samv");
const profile = (loaded.ok ? loaded.profile : undefined) as IdCardReaderProfile;
const pipes = { headOut: 2, bodyOut: 6, headIn: 1, bodyIn: 5 };
const citizen = { text: writeCardText(citizenValues) };

function setUp() {
  const clock = new TurnedClock();
  const usb = new UsbReader((ms, run) => clock.after(ms, run));
  const carrierFor = (found: readonly FoundPipe[]) => bulkCarrierFor(pipes, found);
  const createTransport = (events: TransportEvents, load = async () => usb as UsbReader | undefined) =>
    createUsbBulkTransport({ path: usbPathOf(usb), carrierFor, events, clock, load });
  const gone: TransportFault[] = [];
  const readings: DeviceReading[] = [];
  const received: string[] = [];
  const plain = createTransport({
    onBytes: (bytes) => received.push(Buffer.from(bytes).toString("hex")),
    onGone: (fault) => gone.push(fault),
  });
  const driver = createIdCardReader({
    deviceId: "r",
    profile,
    clock,
    createTransport: (events) => createTransport(events),
    events: {
      onReading: (reading) => readings.push(reading),
      onActivity: () => {},
      onGone: (fault) => gone.push(fault),
    },
  });
  const closed = async (closing: Promise<void>) => {
    await clock.advance(1500);
    await closing;
  };
  return { clock, usb, gone, readings, received, plain, driver, createTransport, closed };
}

const told = (readings: readonly DeviceReading[]) =>
  readings.map((reading) => (reading.kind === "card" ? reading.card.number : reading.kind));

describe("a SAM_V reader", () => {
  test("is asked over two pipes, answers over two others, and reads a card", async () => {
    const { clock, usb, readings, driver, closed } = setUp();
    const opening = driver.open();
    await clock.advance(100);
    expect(await opening).toEqual({ ok: true });
    usb.reader.lay(citizen);
    await clock.advance(1000);
    expect(readings).toMatchObject([
      {
        kind: "card",
        card: { number: citizenNumber },
        source: { bus: "usb", samId: expect.stringContaining("05.03") },
      },
    ]);
    expect(usb.written.slice(0, 2)).toEqual([
      [2, 7],
      [6, 3],
    ]);
    await closed(driver.close());
    expect(usb.openCount).toBe(0);
  });

  test.each<[string, Partial<Misbehaviour>]>([
    ["a wrong checksum", { wrongChecksums: 1 }],
    ["a reply cut short", { cuts: 1 }],
    ["a length too big", { wrongLengths: 1 }],
    ["a late reply", { lateCommand: 0x20 }],
  ])("that misbehaves still reads: %s", async (_name, misbehaviour) => {
    const { clock, usb, readings, driver, closed } = setUp();
    const opening = driver.open();
    await clock.advance(100);
    await opening;
    Object.assign(usb.reader.misbehaviour, misbehaviour);
    usb.reader.lay(citizen);
    await clock.advance(8000);
    expect(told(readings)).toEqual([citizenNumber]);
    await closed(driver.close());
  });

  test("that answers before its library tells the end of the write is not written to twice at once", async () => {
    const { clock, usb, gone, readings, driver, closed } = setUp();
    usb.toldLateMs.set(6, 5);
    const opening = driver.open();
    await clock.advance(200);
    expect(await opening).toEqual({ ok: true });
    usb.reader.lay(citizen);
    await clock.advance(1000);
    expect([told(readings), gone]).toEqual([[citizenNumber], []]);
    await closed(driver.close());
    expect(usb.openCount).toBe(0);
  });

  test("bytes nobody asked for do not spoil the next answer", async () => {
    const { clock, usb, readings, driver, closed } = setUp();
    const opening = driver.open();
    await clock.advance(100);
    await opening;
    usb.put(5, new Uint8Array(200).fill(0x41));
    usb.reader.lay(citizen);
    await clock.advance(1000);
    expect(told(readings)).toEqual([citizenNumber]);
    await closed(driver.close());
  });

  test("a halted pipe is freed, and one that halts for ever is given up", async () => {
    const { clock, usb, gone, plain, received } = setUp();
    await plain.open();
    usb.halted.add(1);
    await clock.advance(400);
    expect([usb.halted.size, gone]).toEqual([0, []]);
    usb.put(1, Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69, 0, 4));
    await clock.advance(1);
    expect(received).toEqual(["aaaaaa96690004"]);
    usb.clearHalt = async () => {};
    usb.halted.add(1);
    await clock.advance(400);
    expect(gone).toEqual([{ reason: "hung-up", detail: "empty transfers" }]);
  });

  test.each([
    ["while it is idle", 0, false],
    ["while a card is read", 1, true],
  ])("unplugged %s is gone at once, told once, and let go", async (_name, _turn, hasCard) => {
    const { clock, usb, gone, driver, closed } = setUp();
    const opening = driver.open();
    await clock.advance(100);
    await opening;
    if (hasCard) usb.reader.lay(citizen);
    await clock.advance(399);
    usb.unplug();
    await clock.advance(1);
    expect(gone.map(({ reason }) => reason)).toEqual(["unplugged"]);
    await closed(driver.close());
    expect(usb.openCount).toBe(0);
    const { transfers } = usb;
    await clock.advance(5000);
    expect(usb.transfers).toBe(transfers);
  });
});

describe("every promise settles", () => {
  const openHung = async () => {
    const parts = setUp();
    parts.usb.hangs = true;
    const opening = parts.plain.open();
    await parts.clock.advance(4000);
    return { ...parts, result: await opening };
  };

  test("open, after 2.5 s", async () => {
    expect((await openHung()).result).toEqual({ ok: false, fault: { reason: "open-timeout" } });
  });

  test("write, after 1 s", async () => {
    const { clock, usb, plain, closed } = setUp();
    await plain.open();
    usb.hangs = true;
    const writing = plain.write(new Uint8Array(10));
    await clock.advance(1000);
    expect(await writing).toEqual({ ok: false, fault: { reason: "write-timeout" } });
    await closed(plain.close());
    expect((await plain.write(new Uint8Array(10))).ok).toBe(false);
  });

  test("close, although the library refuses while a transfer is under way", async () => {
    const { clock, usb, plain } = setUp();
    await plain.open();
    let isClosed = false;
    void plain.close().then(() => {
      isClosed = true;
    });
    await clock.advance(299);
    expect([isClosed, usb.openCount]).toEqual([false, 1]);
    await clock.advance(2);
    expect([isClosed, usb.openCount]).toEqual([true, 0]);
  });

  test("close, although something is still being written", async () => {
    const { clock, usb, plain } = setUp();
    await plain.open();
    usb.writeMs = 700;
    void plain.write(new Uint8Array(10));
    const closing = plain.close();
    await clock.advance(1000);
    await closing;
    await clock.advance(1000);
    expect(usb.openCount).toBe(0);
  });

  test("a library whose transfers end at once and empty costs no processor", async () => {
    const { clock, usb, gone, plain } = setUp();
    usb.isHollow = true;
    await plain.open();
    await clock.advance(100);
    expect(gone).toEqual([{ reason: "hung-up", detail: "empty transfers" }]);
    expect(usb.transfers).toBeLessThan(50);
  });
});

describe("what cannot be opened says why", () => {
  test.each([
    ["failed to open device (errno 13)", "no-permission"],
    ["permission denied", "no-permission"],
    ["interface is busy (errno 16)", "busy"],
    ["incompatible driver is installed for this device", "driver-missing"],
    ["device disconnected", "not-found"],
    ["something new", "io-error"],
  ])("%s: %s", async (sentence, reason) => {
    expect(classifyUsbOpenError(sentence)).toBe(reason);
    const { usb, plain } = setUp();
    usb.refusal = sentence;
    expect(await plain.open()).toMatchObject({ ok: false, fault: { reason } });
  });

  test("no library", async () => {
    const { createTransport } = setUp();
    const transport = createTransport({ onBytes: () => {}, onGone: () => {} }, async () => undefined);
    expect(await transport.open()).toMatchObject({ ok: false, fault: { reason: "driver-missing" } });
  });

  test("no such device", async () => {
    const { usb, plain } = setUp();
    usb.isPlugged = false;
    expect(await plain.open()).toMatchObject({ ok: false, fault: { reason: "not-found" } });
  });
});

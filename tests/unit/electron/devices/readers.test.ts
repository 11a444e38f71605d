import { describe, expect, test } from "vitest";
import type { CodeReading } from "../../../../electron/app/ports/surroundings.ts";
import { createDeviceClient } from "../../../../electron/devices/device-client.ts";
import { createReaders } from "../../../../electron/devices/readers.ts";
import { TurnedClock } from "../../native-devices/turned-clock.ts";
import { codeReading, fakeProcesses, repeatReading, scanner } from "./fake-device-process.ts";

async function setUp() {
  const timers = new TurnedClock();
  const { start, started } = fakeProcesses();
  const client = createDeviceClient({ start, timers, onDefect: () => {} });
  const readers = createReaders({ client, nameOf: (id) => (id === "scanner" ? "1 号扫码器" : undefined) });
  const codes: CodeReading[] = [];
  const losses: (string | undefined)[] = [];
  const unreadable: string[] = [];
  readers.onReading((code) => codes.push(code));
  readers.onChange((lost) => losses.push(lost?.code));
  readers.onUnreadable((reason, _deviceId, way) => unreadable.push(`${reason.code} ${way}`));
  await client.configure([scanner]);
  return { readers, process: started[0], codes, losses, unreadable };
}

describe("the readers port", () => {
  test("passes codes on and marks repeats", async () => {
    const { process, codes } = await setUp();
    process?.read(codeReading("A1"));
    process?.read(repeatReading("A1"));
    expect(codes).toEqual([
      { text: "A1", way: "serial-scanner", deviceId: "scanner", isRepeat: false },
      { text: "A1", way: "serial-scanner", deviceId: "scanner", isRepeat: true },
    ]);
  });

  test("names a scanner on HID as the way in", async () => {
    const { process, codes } = await setUp();
    const reading = codeReading("A1");
    process?.read({ ...reading, source: { ...reading.source, bus: "hid" } });
    expect(codes).toMatchObject([{ text: "A1", way: "hid-scanner" }]);
  });

  test("tells unreadable scans apart", async () => {
    const { process, codes, unreadable } = await setUp();
    const { source } = codeReading("");
    process?.read({ kind: "unreadable", reason: "too-long", size: 5000, source, at: 0, ms: 0 });
    const hid = { ...source, bus: "hid" } as const;
    process?.read({ kind: "unreadable", reason: "cut-off", size: 5, source: hid, at: 0, ms: 0 });
    expect([codes, unreadable]).toEqual([[], ["scan.too-long serial-scanner", "scan.damaged hid-scanner"]]);
  });

  test("shows every reader by its name and state", async () => {
    const { readers } = await setUp();
    expect(readers.views()).toEqual([
      { deviceId: "scanner", name: "1 号扫码器", kind: "barcode-scanner", state: "ready", since: 0 },
    ]);
  });

  test("tells the loss of a reader that was at work, once", async () => {
    const { readers, process, losses } = await setUp();
    process?.exit();
    expect(losses).toEqual([undefined, "device.process-stopped"]);
    expect(readers.views()).toMatchObject([
      { state: "faulted", fault: { code: "device.process-stopped", detail: { reason: "process-lost" } } },
    ]);
  });
});

import { describe, expect, test } from "vitest";
import { createHidTransport, type HidDeviceLike } from "../../../../native-devices/transports/hid.ts";
import { classifyHidOpenError } from "../../../../native-devices/transports/hid-fault.ts";
import type { TransportFault } from "../../../../native-devices/transports/transport.ts";
import { settle, TurnedClock } from "../turned-clock.ts";

/** A device in the hands of the test that behaves like the library: reading begins a tick after the listener came. */
class HeldDevice implements HidDeviceLike {
  readonly calls: string[] = [];
  readonly listeners = new Map<string, (argument: never) => void>();
  isReading = false;
  /** What the library would have thrown outside any call, which ends the process. */
  crash: string | undefined;
  answer: () => Promise<unknown> = () => Promise.resolve(64);
  closed: () => Promise<void> = () => Promise.resolve();

  on(event: string, listener: (argument: never) => void): void {
    this.listeners.set(event, listener);
    if (event !== "data") return;
    process.nextTick(() => {
      if (this.calls.includes("close")) this.crash = "device has been closed";
      this.isReading = true;
    });
  }
  write(report: Buffer): Promise<unknown> {
    this.calls.push(`write ${report.toString("hex")}`);
    return this.answer();
  }
  sendFeatureReport(report: Buffer): Promise<unknown> {
    this.calls.push(`feature ${report.toString("hex")}`);
    return this.answer();
  }
  close(): Promise<void> {
    this.calls.push("close");
    return this.closed();
  }
  emit(event: string, argument: unknown): void {
    this.listeners.get(event)?.(argument as never);
  }
}

const never = <T>(): Promise<T> => new Promise<T>(() => {});

function setUp(over: { prepare?: Uint8Array; opening?: Promise<HidDeviceLike> } = {}) {
  const clock = new TurnedClock();
  const device = new HeldDevice();
  const gone: TransportFault[] = [];
  const reports: string[] = [];
  const transport = createHidTransport({
    settings: { path: "\\\\?\\HID#VID_0C2E", prepare: over.prepare },
    events: {
      onBytes: (bytes) => reports.push(Buffer.from(bytes).toString("hex")),
      onGone: (fault) => gone.push(fault),
    },
    clock,
    openDevice: () => over.opening ?? Promise.resolve(device),
  });
  return { clock, device, gone, reports, transport };
}

const closeCalls = (device: HeldDevice) => device.calls.filter((call) => call === "close").length;

describe("every promise settles although the library never answers", () => {
  test("open, after 2.5 s", async () => {
    const { clock, transport } = setUp({ opening: never() });
    const opening = transport.open();
    await clock.advance(2500);
    expect(await opening).toEqual({ ok: false, fault: { reason: "open-timeout" } });
  });

  test("open, when the device does not take its preparation", async () => {
    const { clock, device, transport } = setUp({ prepare: Uint8Array.of(0xfe, 1) });
    device.answer = never;
    const opening = transport.open();
    await clock.advance(2500);
    expect(await opening).toEqual({ ok: false, fault: { reason: "open-timeout" } });
    expect(device.calls).toEqual(["feature fe01", "close"]);
  });

  test("write, after 1 s", async () => {
    const { clock, device, transport } = setUp();
    await transport.open();
    device.answer = never;
    const writing = transport.write(Uint8Array.of(4, 1, 2));
    await clock.advance(1000);
    expect(await writing).toEqual({ ok: false, fault: { reason: "write-timeout" } });
    expect(device.calls).toEqual(["write 040102"]);
  });

  test("write, at once when the device goes", async () => {
    const { device, transport } = setUp();
    await transport.open();
    device.answer = never;
    const writing = transport.write(Uint8Array.of(4));
    device.emit("error", "could not read from HID device");
    expect(await writing).toMatchObject({ ok: false, fault: { reason: "hung-up" } });
  });

  test("close, after 1 s", async () => {
    const { clock, device, transport } = setUp();
    await transport.open();
    device.closed = never;
    const closing = transport.close();
    await clock.advance(1000);
    await expect(closing).resolves.toBeUndefined();
  });

  test("close, at once while an open hangs", async () => {
    const { transport } = setUp({ opening: never() });
    const opening = transport.open();
    await transport.close();
    expect(await opening).toMatchObject({ ok: false, fault: { reason: "not-open" } });
  });
});

describe("the device is closed once", () => {
  test("however often and from wherever that is asked for", async () => {
    const { device, transport } = setUp();
    await transport.open();
    device.emit("error", "could not read from HID device");
    await Promise.all([transport.close(), transport.close()]);
    await transport.close();
    expect(closeCalls(device)).toBe(1);
  });

  test("when it opened after its time", async () => {
    const late = Promise.withResolvers<HidDeviceLike>();
    const { clock, device, transport } = setUp({ opening: late.promise });
    const opening = transport.open();
    await clock.advance(2500);
    await opening;
    late.resolve(device);
    await settle();
    expect([closeCalls(device), device.isReading]).toEqual([1, false]);
  });

  test("when it opened after the transport was closed", async () => {
    const late = Promise.withResolvers<HidDeviceLike>();
    const { device, transport } = setUp({ opening: late.promise });
    const opening = transport.open();
    await transport.close();
    late.resolve(device);
    await settle();
    expect(closeCalls(device)).toBe(1);
    expect((await opening).ok).toBe(false);
  });

  test("and an answer that it was closed already is no fault", async () => {
    const { device, transport } = setUp();
    await transport.open();
    device.closed = () => Promise.reject(new TypeError("device is already closed"));
    await expect(transport.close()).resolves.toBeUndefined();
  });

  test("and never before reading began, which the library answers by throwing into the loop", async () => {
    const late = Promise.withResolvers<HidDeviceLike>();
    const { device, transport } = setUp({ opening: late.promise });
    const on = device.on.bind(device);
    device.on = (event, listener) => {
      on(event, listener);
      if (event === "data") void transport.close();
    };
    const opening = transport.open();
    late.resolve(device);
    expect((await opening).ok).toBe(false);
    await settle();
    expect([device.crash, device.isReading, closeCalls(device)]).toEqual([undefined, true, 1]);
  });
});

describe("errors", () => {
  test("a storm of them is one loss, told as a sentence although the library sends strings", async () => {
    const { device, gone, transport } = setUp();
    await transport.open();
    for (let turn = 0; turn < 1000; turn += 1) device.emit("error", "could not read from HID device: EIO");
    expect(gone).toEqual([{ reason: "hung-up", detail: "could not read from HID device: EIO" }]);
  });

  test("while opening are the answer to opening, not a loss", async () => {
    const { device, gone, transport } = setUp({ prepare: Uint8Array.of(0xfe, 1) });
    device.answer = never;
    const opening = transport.open();
    await settle();
    device.emit("error", "gone");
    expect(await opening).toEqual({ ok: false, fault: { reason: "hung-up", detail: "gone" } });
    expect(gone).toEqual([]);
  });

  test("of preparing the device are the answer to opening", async () => {
    const { device, transport } = setUp({ prepare: Uint8Array.of(0xfe, 1) });
    device.answer = () => Promise.reject(new Error("could not send feature report to device"));
    expect(await transport.open()).toMatchObject({ ok: false, fault: { reason: "io-error" } });
    expect(closeCalls(device)).toBe(1);
  });

  test("a library that cannot be loaded is an answer, not a crash", async () => {
    const { transport } = setUp({ opening: Promise.reject(new Error("libudev.so.1: cannot open shared object file")) });
    expect(await transport.open()).toMatchObject({ ok: false, fault: { reason: "io-error" } });
  });

  test.each([
    ["Failed to open a device with path '/dev/hidraw0': Permission denied", "no-permission"],
    ["Failed to open a device with path '/dev/hidraw0': No such file or directory", "not-found"],
    ["Failed to open a device with path '/dev/hidraw0': No such device", "not-found"],
    ["ioctl(GRDESCSIZE) error for '/dev/null', not a HIDRAW device?: Inappropriate ioctl for device", "not-a-port"],
    ["open_device: CreateFileW: (0x00000005) Access is denied.", "busy"],
    ["something else", "io-error"],
  ])("%s", (message, reason) => {
    expect(classifyHidOpenError(message)).toBe(reason);
  });
});

describe("reports", () => {
  test("arrive one by one, each a copy of its own", async () => {
    const { device, reports, transport } = setUp();
    await transport.open();
    device.emit("data", Buffer.from("0201", "hex"));
    device.emit("data", Buffer.from("0202", "hex"));
    expect(reports).toEqual(["0201", "0202"]);
  });

  test("are told no more once it was closed or lost", async () => {
    const { device, reports, transport } = setUp();
    await transport.open();
    void transport.close();
    device.emit("data", Buffer.from("02", "hex"));
    expect(reports).toEqual([]);
  });
});

test("a transport opens once, and writes only while it is open", async () => {
  const { clock, transport } = setUp();
  expect(await transport.write(Uint8Array.of(1))).toMatchObject({ ok: false, fault: { reason: "not-open" } });
  expect(await transport.open()).toEqual({ ok: true });
  expect(await transport.open()).toMatchObject({ ok: false, fault: { reason: "not-open" } });
  await transport.close();
  expect(await transport.write(Uint8Array.of(1))).toMatchObject({ ok: false, fault: { reason: "not-open" } });
  expect(clock.waiting).toBe(0);
});

import { describe, expect, test } from "vitest";
import type { Driver, DriverEvents } from "../../../../native-devices/drivers/driver.ts";
import type { DeviceConfig, DeviceReason, DeviceStatus } from "../../../../native-devices/host/device-contract.ts";
import cardReader from "../../../../native-devices/profiles/builtin/sdt-serial-115200.json" with { type: "json" };
import builtin from "../../../../native-devices/profiles/builtin/usb-cdc-scanner.json" with { type: "json" };
import { DeviceRegistry } from "../../../../native-devices/registry/registry.ts";
import type { HidEntry } from "../../../../native-devices/transports/hid-devices.ts";
import { type TransportResult, transportFailure } from "../../../../native-devices/transports/transport.ts";
import type { UsbEntry } from "../../../../native-devices/transports/usb-devices.ts";
import { TurnedClock } from "../turned-clock.ts";

/** A device in the hands of the test. */
interface FakeDevice {
  readonly path: string;
  readonly events: DriverEvents;
  isClosed: boolean;
}

function setUp(answer: (path: string) => TransportResult | Promise<TransportResult> = () => ({ ok: true })) {
  const clock = new TurnedClock();
  const present = new Set<string>();
  const hid: HidEntry[] = [];
  const usb: UsbEntry[] = [];
  const cardReaders: { names: string[] | null } = { names: [] };
  let tellChange = () => {};
  const opened: FakeDevice[] = [];
  const statuses: DeviceStatus[] = [];
  const registry = new DeviceRegistry({
    clock,
    random: () => 0.5,
    files: {
      names: async () => [...present],
      identityOf: (path) => (present.has(path.slice(5)) ? path : null),
      listPorts: async () => [{ path: "COM3", vendorId: "1eab", productId: "0c06" }],
      listHid: async () => hid,
      listUsb: async () => usb,
      listCardReaders: async () => cardReaders.names,
      watch: (_paths, onChange) => {
        tellChange = onChange;
        return () => {
          tellChange = () => {};
        };
      },
    },
    createDriver: (_device, path, events): Driver => {
      const device: FakeDevice = { path, events, isClosed: false };
      opened.push(device);
      return {
        open: async () => answer(path),
        close: async () => {
          device.isClosed = true;
        },
      };
    },
    onStatus: (status) => statuses.push(status),
    onReading: () => {},
  });
  const plug = (name: string) => present.add(name);
  const unplug = (name: string) => present.delete(name);
  const states = () => registry.list().map((status) => status.state);
  return {
    hid,
    usb,
    cardReaders,
    clock,
    opened,
    statuses,
    registry,
    plug,
    unplug,
    states,
    tellChange: () => tellChange(),
  };
}

const usb = (deviceId: string): DeviceConfig => ({ deviceId, isEnabled: true, profile: "usb-cdc-scanner" });

test("what a device says of itself is its status while it is open, also when it says so late", async () => {
  let events: DriverEvents | undefined;
  const { clock, opened, registry, statuses, plug, tellChange, unplug } = setUp(() => {
    events = opened.at(-1)?.events;
    events?.onIdentity?.({ ms: 600 });
    return { ok: true };
  });
  plug("ttyACM0");
  await registry.configure([usb("a")]);
  await clock.advance(0);
  expect(statuses.map(({ state, identity }) => [state, identity])).toEqual([
    ["absent", undefined],
    ["opening", undefined],
    ["ready", { ms: 600 }],
  ]);
  events?.onIdentity?.({ said: "1950", ms: 4000 });
  expect(statuses.at(-1)).toMatchObject({ state: "ready", identity: { said: "1950" } });
  events?.onGone({ reason: "hung-up" });
  expect(statuses.at(-1)?.identity).toBeUndefined();
  // A driver that is gone says nothing more of the next one.
  unplug("ttyACM0");
  tellChange();
  const before = statuses.length;
  events?.onIdentity?.({ said: "1950", ms: 9000 });
  expect(statuses.length).toBe(before);
  await registry.close();
});

test.each([
  [true, 5000],
  [false, 3000],
])("a card with fingerprint %s may be read for %i ms", async (readFingerprint, ms) => {
  const { clock, opened, registry, plug, states } = setUp();
  plug("reader");
  const profile = { ...cardReader, options: { ...cardReader.options, readFingerprint } };
  await registry.configure([{ deviceId: "a", isEnabled: true, profile, path: "/dev/reader" }]);
  await clock.advance(10);
  opened[0]?.events.onActivity("started");
  await clock.advance(ms);
  expect(states()).toEqual(["reading"]);
  await clock.advance(500);
  expect(states()).not.toEqual(["reading"]);
  await registry.close();
});

describe("finding a device", () => {
  test("by its configured path", async () => {
    const { clock, opened, registry, plug } = setUp();
    plug("scanner");
    const path = "/dev/scanner";
    await registry.configure([{ deviceId: "a", isEnabled: true, profile: "training-scanner", path }]);
    await clock.advance(10);
    expect(opened.map((device) => device.path)).toEqual([path]);
    await registry.close();
  });

  test("on USB by maker and model; one that nothing can open says that its part is missing", async () => {
    const { usb: devices, clock, opened, registry } = setUp(() => transportFailure("driver-missing"));
    devices.push(
      { path: "/dev/bus/usb/001/002", vendorId: "0400", productId: "0001" },
      { path: "/dev/bus/usb/001/003", vendorId: "0400", productId: "c35a" },
    );
    await registry.configure([{ deviceId: "a", isEnabled: true, profile: "sdt-usb-samv" }]);
    await clock.advance(10);
    expect(opened.map(({ path }) => path)).toEqual(["/dev/bus/usb/001/003"]);
    expect(registry.list()[0]?.fault).toMatchObject({ code: "device.unavailable", actor: "administrator" });
    await registry.close();
  });

  test("on HID by maker and usage page, and not by its keyboard side or another maker's", async () => {
    const { hid, clock, opened, registry } = setUp();
    const newland = { path: "/dev/hidraw1", vendorId: "1eab", productId: "1a06" };
    hid.push({ ...newland, path: "/dev/hidraw0", usagePage: "0001", usage: "0006" });
    hid.push({ ...newland, path: "/dev/hidraw9", vendorId: "0c2e", usagePage: "008c", usage: "0002" });
    hid.push({ ...newland, usagePage: "008c", usage: "0002" });
    await registry.configure([{ deviceId: "a", isEnabled: true, profile: "hid-scanner-newland" }]);
    await clock.advance(10);
    expect(opened.map((device) => device.path)).toEqual(["/dev/hidraw1"]);
    await registry.close();
  });

  test("on HID by its path where paths are no files", async () => {
    const { hid, clock, opened, registry } = setUp();
    const path = "\\\\?\\HID#VID_1EAB";
    hid.push({ path, vendorId: "1eab", productId: "1a06" });
    await registry.configure([{ deviceId: "a", isEnabled: true, profile: "hid-scanner-microscan", path }]);
    await clock.advance(10);
    expect(opened.map((device) => device.path)).toEqual([path]);
    await registry.close();
  });

  test("opens a HID device that the library lists, although its file cannot be seen", async () => {
    const { hid, clock, opened, registry } = setUp();
    const path = "/dev/hidraw7";
    await registry.configure([{ deviceId: "a", isEnabled: true, profile: "sdt-hid", path }]);
    await clock.advance(3000);
    expect(opened).toEqual([]);
    hid.push({ path, vendorId: "0400", productId: "c35a" });
    await clock.advance(20_000);
    expect(opened.map((device) => device.path)).toEqual([path]);
  });

  test("on HID of any maker, but first of those that the profile names", async () => {
    const { hid, clock, opened, registry } = setUp();
    const pos = { productId: "0001", usagePage: "008c", usage: "0002" };
    hid.push({ path: "/dev/hidraw1", vendorId: "1234", ...pos }, { path: "/dev/hidraw2", vendorId: "05f9", ...pos });
    const device = { isEnabled: true, profile: "hid-scanner" };
    await registry.configure([
      { deviceId: "a", ...device },
      { deviceId: "b", ...device },
    ]);
    await clock.advance(10);
    expect(opened.map((device) => device.path)).toEqual(["/dev/hidraw2", "/dev/hidraw1"]);
    await registry.close();
  });

  test("by the name that its profile gives, smallest number first, and not by names that only look like it", async () => {
    const { clock, opened, registry, plug } = setUp();
    for (const name of ["ttyACM10", "ttyACM2", "ttyACMx", "ttyUSB0"]) plug(name);
    await registry.configure([usb("a")]);
    await clock.advance(10);
    expect(opened.map((device) => device.path)).toEqual(["/dev/ttyACM2"]);
    await registry.close();
  });

  test("by USB identity", async () => {
    const { clock, opened, registry } = setUp();
    const profile = { ...builtin, id: "hall", match: [{ bus: "serial", vid: "1eab", pid: "0c06" }] };
    await registry.configure([{ deviceId: "a", isEnabled: true, profile }]);
    await clock.advance(10);
    expect(opened.map((device) => device.path)).toEqual(["COM3"]);
    await registry.close();
  });

  test("a smart-card reader by its name, and where none can be told, by opening it to learn why", async () => {
    const { cardReaders, clock, opened, registry, states } = setUp();
    await registry.configure([{ deviceId: "a", isEnabled: true, profile: "social-card-pcsc" }]);
    await clock.advance(10);
    expect([states(), opened]).toEqual([["absent"], []]);
    cardReaders.names = ["Any Reader 00 00"];
    await clock.advance(3000);
    expect([states(), opened.map((device) => device.path)]).toEqual([["ready"], ["Any Reader 00 00"]]);
    await registry.close();
    cardReaders.names = null;
    await registry.configure([{ deviceId: "b", isEnabled: true, profile: "social-card-pcsc" }]);
    await clock.advance(10);
    expect(opened.at(-1)?.path).toBe("PC/SC");
    await registry.close();
  });

  test("two devices of one profile take two ports", async () => {
    const { clock, opened, registry, plug } = setUp();
    plug("ttyACM0");
    plug("ttyACM1");
    await registry.configure([usb("a"), usb("b")]);
    await clock.advance(10);
    expect(opened.map((device) => device.path).sort()).toEqual(["/dev/ttyACM0", "/dev/ttyACM1"]);
    await registry.close();
  });

  test("a port that another device has is left alone, and waited for", async () => {
    const { clock, opened, registry, plug, states } = setUp();
    plug("ttyACM0");
    await registry.configure([usb("a"), usb("b")]);
    await clock.advance(3000);
    expect([opened.length, states()]).toEqual([1, ["ready", "absent"]]);
    await registry.close();
  });
});

describe("a device that goes and comes back", () => {
  test("is absent at once and ready again within the poll, whatever the watch says", async () => {
    const { clock, opened, registry, plug, unplug, states } = setUp();
    plug("ttyACM0");
    await registry.configure([usb("a")]);
    await clock.advance(10);
    unplug("ttyACM0");
    opened[0]?.events.onGone({ reason: "unplugged" });
    expect([states(), opened[0]?.isClosed]).toEqual([["absent"], true]);
    plug("ttyACM0");
    await clock.advance(600);
    expect([states(), opened.length]).toEqual([["ready"], 2]);
    await registry.close();
  });

  test("is ready the moment it is plugged in when the watch tells it", async () => {
    const { clock, registry, plug, states, tellChange } = setUp();
    await registry.configure([usb("a")]);
    await clock.advance(20_000);
    plug("ttyACM0");
    tellChange();
    await clock.advance(1);
    expect(states()).toEqual(["ready"]);
    await registry.close();
  });

  test("whose line hangs up again and again is tried at growing distances", async () => {
    const { clock, opened, registry, plug } = setUp();
    plug("ttyACM0");
    await registry.configure([usb("a")]);
    await clock.advance(10);
    const waits: number[] = [];
    for (let turn = 0; turn < 4; turn += 1) {
      const before = opened.length;
      opened.at(-1)?.events.onGone({ reason: "hung-up" });
      let waited = 0;
      while (opened.length === before) {
        await clock.advance(100);
        waited += 100;
      }
      waits.push(waited);
    }
    expect(waits).toEqual([500, 1000, 2000, 5000]);
    await registry.close();
  });

  test("that another program holds is shown so and taken when it is free", async () => {
    let reason: DeviceReason | undefined = "busy";
    const { clock, registry, plug, states } = setUp(() => (reason ? { ok: false, fault: { reason } } : { ok: true }));
    plug("ttyACM0");
    await registry.configure([usb("a")]);
    await clock.advance(10);
    expect([states(), registry.list()[0]?.fault?.code]).toEqual([["busy-elsewhere"], "device.busy"]);
    reason = undefined;
    await clock.advance(2000);
    expect(states()).toEqual(["ready"]);
    await registry.close();
  });

  test("that does not open in time is given up and tried again", async () => {
    const { clock, opened, registry, plug, statuses } = setUp(() => new Promise(() => {}));
    plug("ttyACM0");
    await registry.configure([usb("a")]);
    await clock.advance(4000);
    expect(statuses.map((status) => status.state)).toEqual(["absent", "opening", "faulted", "backoff", "opening"]);
    expect(opened[0]?.isClosed).toBe(true);
    await registry.close();
  });
});

describe("configuring", () => {
  test("leaves devices alone whose settings did not change", async () => {
    const { clock, opened, registry, plug } = setUp();
    plug("ttyACM0");
    plug("ttyACM1");
    await registry.configure([usb("a")]);
    await clock.advance(10);
    await registry.configure([usb("a"), usb("b")]);
    await clock.advance(10);
    expect(opened.map((device) => device.isClosed)).toEqual([false, false]);
    await registry.close();
  });

  test("closes a device that was taken out, and leaves no timer", async () => {
    const { clock, opened, registry, plug } = setUp();
    plug("ttyACM0");
    await registry.configure([usb("a")]);
    await clock.advance(10);
    await registry.configure([]);
    expect([opened[0]?.isClosed, registry.list(), clock.waiting]).toEqual([true, [], 0]);
  });

  test("a disabled device is listed and not touched", async () => {
    const { clock, opened, registry, plug, states } = setUp();
    plug("ttyACM0");
    await registry.configure([{ ...usb("a"), isEnabled: false }]);
    await clock.advance(5000);
    expect([states(), opened]).toEqual([["disabled"], []]);
  });

  test("a bad profile is named and shown, and the other devices run", async () => {
    const { clock, registry, plug, states } = setUp();
    plug("ttyACM0");
    const problems = await registry.configure([{ ...usb("bad"), profile: "nobody" }, usb("good")]);
    await clock.advance(10);
    expect(problems).toMatchObject([{ deviceId: "bad", reason: "profile-unknown" }]);
    expect(states()).toEqual(["faulted", "ready"]);
    await registry.close();
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createUsbLister } from "../../../../native-devices/transports/usb-devices.ts";
import { UsbReader } from "../../../emulators/id-card-reader/usb-reader.ts";
import { TurnedClock } from "../turned-clock.ts";

const clock = new TurnedClock();
const windows = "win32";

test("on Linux the system's own files name each device, and no library is loaded", async () => {
  const folder = mkdtempSync(join(tmpdir(), "usb-"));
  const plug = (name: string, files: Readonly<Record<string, string>>) => {
    mkdirSync(join(folder, name));
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, name, file), `${text}\n`);
  };
  plug("usb1", { idVendor: "1d6b", idProduct: "0002", busnum: "1", devnum: "1" });
  plug("1-2", { idVendor: "0400", idProduct: "c35a", busnum: "1", devnum: "12" });
  plug("1-2:1.0", { bInterfaceNumber: "00" });
  plug("1-3", { idVendor: "0400" });
  const load = () => Promise.reject(new Error("loaded"));
  expect(await createUsbLister({ clock, platform: "linux", folder, load })()).toEqual([
    { path: "/dev/bus/usb/001/001", vendorId: "1d6b", productId: "0002" },
    { path: "/dev/bus/usb/001/012", vendorId: "0400", productId: "c35a" },
  ]);
  rmSync(folder, { recursive: true });
  expect(await createUsbLister({ clock, platform: "linux", folder, load })()).toEqual([]);
});

test("elsewhere the library names them, without opening any", async () => {
  const usb = new UsbReader((ms, run) => clock.after(ms, run));
  const [found] = await createUsbLister({ clock, platform: windows, load: async () => usb })();
  expect([found?.vendorId, found?.productId, usb.openCount]).toEqual(["0400", "c35a", 0]);
});

test.each<[string, () => Promise<UsbReader | undefined>]>([
  ["a missing library", async () => undefined],
  ["one that fails", () => Promise.reject(new Error("getDevices error"))],
])("%s has none", async (_name, load) => {
  expect(await createUsbLister({ clock, platform: windows, load })()).toEqual([]);
});

test("a look that hangs ends after three seconds", async () => {
  const looking = createUsbLister({ clock, platform: windows, load: () => new Promise(() => {}) })();
  await clock.advance(3000);
  expect(await looking).toEqual([]);
});

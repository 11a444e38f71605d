/**
 * Which USB devices exist now, for profiles whose readers are neither serial nor HID. Linux says so in files, which
 * costs no library; elsewhere the library is asked.
 */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "../clock.ts";
import { type LoadUsbLibrary, loadUsbLibrary, type UsbDeviceLike } from "./usb-library.ts";

const LIST_TIMEOUT_MS = 3000;

/** Numbers are four lower-case hexadecimal digits, as in a profile. */
export interface UsbEntry {
  readonly path: string;
  readonly vendorId: string;
  readonly productId: string;
}

export interface UsbSources {
  readonly clock: Clock;
  readonly platform?: NodeJS.Platform;
  /** Folder of the system's USB devices. */
  readonly folder?: string;
  readonly load?: LoadUsbLibrary;
}

const hex = (id: number): string => id.toString(16).padStart(4, "0");

/** On Linux the file of the device, so that its end is seen; elsewhere a name. */
export function usbPathOf(
  { bus, address }: Pick<UsbDeviceLike, "bus" | "address">,
  platform = process.platform,
): string {
  if (platform !== "linux") return `usb:${bus}/${address}`;
  return `/dev/bus/usb/${bus.padStart(3, "0")}/${String(address).padStart(3, "0")}`;
}

/** Looks when called; empty where there is no USB, no library, or no answer within three seconds. */
export function createUsbLister({
  clock,
  platform = process.platform,
  folder = "/sys/bus/usb/devices",
  load = loadUsbLibrary,
}: UsbSources): () => Promise<readonly UsbEntry[]> {
  const look = platform === "linux" ? () => entriesIn(folder) : () => entriesFrom(load);
  return () =>
    new Promise((resolve) => {
      const cancel = clock.after(LIST_TIMEOUT_MS, () => resolve([]));
      void look()
        .catch(() => [])
        .then((entries) => {
          cancel();
          resolve(entries);
        });
    });
}

async function entriesFrom(load: LoadUsbLibrary): Promise<readonly UsbEntry[]> {
  const devices = (await (await load())?.getDevices()) ?? [];
  return devices.map((device) => ({
    path: usbPathOf(device),
    vendorId: hex(device.vendorId),
    productId: hex(device.productId),
  }));
}

async function entriesIn(folder: string): Promise<readonly UsbEntry[]> {
  const names = await readdir(folder);
  // With a colon: an interface of a device.
  const entries = await Promise.all(names.filter((name) => !name.includes(":")).map((name) => entryIn(folder, name)));
  return entries.flat().sort((a, b) => a.path.localeCompare(b.path, "en"));
}

async function entryIn(folder: string, name: string): Promise<readonly UsbEntry[]> {
  const read = async (file: string) => (await readFile(join(folder, name, file), "utf8")).trim();
  try {
    const [vendorId, productId, bus, address] = await Promise.all(
      ["idVendor", "idProduct", "busnum", "devnum"].map(read),
    );
    if (!vendorId || !productId || !bus || !address) return [];
    return [{ path: usbPathOf({ bus, address: Number(address) }, "linux"), vendorId, productId }];
  } catch {
    // Pulled out while it was being looked at.
    return [];
  }
}

/** Which USB devices exist now, for profiles whose readers are neither serial nor HID. */
import type { Clock } from "../clock.ts";
import { type LoadUsbLibrary, loadUsbLibrary, type UsbDeviceLike } from "./usb-library.ts";

const LIST_TIMEOUT_MS = 3000;

/** Numbers are four lower-case hexadecimal digits, as in a profile. */
export interface UsbEntry {
  readonly path: string;
  readonly vendorId: string;
  readonly productId: string;
}

export type UsbListing = readonly UsbEntry[] | "no-library";

const hex = (id: number): string => id.toString(16).padStart(4, "0");

/** On Linux the file of the device, so that its end is seen; elsewhere a name. */
export function usbPathOf({ bus, address }: Pick<UsbDeviceLike, "bus" | "address">): string {
  if (process.platform !== "linux") return `usb:${bus}/${address}`;
  return `/dev/bus/usb/${bus.padStart(3, "0")}/${String(address).padStart(3, "0")}`;
}

/** Looks when called; empty where the system has no USB or does not answer within three seconds. */
export function createUsbLister(clock: Clock, load: LoadUsbLibrary = loadUsbLibrary): () => Promise<UsbListing> {
  const look = async (): Promise<UsbListing> => {
    const library = await load();
    if (!library) return "no-library";
    const devices = await library.getDevices().catch(() => []);
    return devices.map((device) => ({
      path: usbPathOf(device),
      vendorId: hex(device.vendorId),
      productId: hex(device.productId),
    }));
  };
  return () =>
    new Promise((resolve) => {
      const cancel = clock.after(LIST_TIMEOUT_MS, () => resolve([]));
      void look().then((listing) => {
        cancel();
        resolve(listing);
      });
    });
}

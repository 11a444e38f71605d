/** What the kernel shows of a USB device: its descriptors, and as many files of /sys as npm `usb` and the product read. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

export const PACKET_BYTES = 64;

export interface UsbIdentity {
  readonly vendorId: number;
  readonly productId: number;
  /** Addresses of the bulk endpoints of each interface; 0x80 and more: to the computer. */
  readonly interfaces: readonly (readonly number[])[];
}

const hex = (value: number): string => value.toString(16).padStart(4, "0");
const low = (value: number): number => value & 0xff;

/** As the device file gives them: the device's, then those of its one configuration. */
function descriptorsOf({ vendorId, productId, interfaces }: UsbIdentity): Buffer {
  const ids = [vendorId, productId].flatMap((id) => [low(id), id >> 8]);
  const device = [18, 1, 0, 2, 0xff, 0, 0, PACKET_BYTES, ...ids, 0, 1, 0, 0, 0, 1];
  const parts = interfaces.flatMap((endpoints, number) => [
    ...[9, 4, number, 0, endpoints.length, 0xff, 0, 0, 0],
    ...endpoints.flatMap((address) => [7, 5, address, 2, PACKET_BYTES, 0, 0]),
  ]);
  const size = 9 + parts.length;
  return Buffer.from([...device, 9, 2, low(size), size >> 8, interfaces.length, 1, 0, 0x80, 50, ...parts]);
}

const folderOf = (address: number): string => `sys/bus/usb/devices/1-${address}`;
const nodeOf = (address: number): string => `bus/usb/001/${String(address).padStart(3, "0")}`;

/** Writes the files of the device at an address of bus 1 below `root`. @returns name of its node below /dev */
export function plugIntoUsbTree(root: string, address: number, identity: UsbIdentity): string {
  const write = (path: string, content: string | Buffer) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  const attributes = {
    busnum: "1",
    devnum: `${address}`,
    devpath: `${address}`,
    idVendor: hex(identity.vendorId),
    idProduct: hex(identity.productId),
    bcdDevice: "0100",
    version: " 2.00",
    bDeviceClass: "ff",
    bDeviceSubClass: "00",
    bDeviceProtocol: "00",
    bMaxPacketSize0: `${PACKET_BYTES}`,
    bConfigurationValue: "1",
    speed: "12",
  };
  for (const [name, value] of Object.entries(attributes)) write(`${folderOf(address)}/${name}`, `${value}\n`);
  write(`descriptors/${nodeOf(address).slice("bus/usb/".length)}`, descriptorsOf(identity));
  mkdirSync(join(root, "dev", dirname(nodeOf(address))), { recursive: true });
  return nodeOf(address);
}

export function unplugFromUsbTree(root: string, address: number): void {
  rmSync(join(root, folderOf(address)), { recursive: true, force: true });
}

/** What the kernel shows of a USB device with one HID interface: as many files of /sys as libudev and hidapi read. */
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

export interface EmulatedIdentity {
  readonly vendorId: number;
  readonly productId: number;
  readonly serialNumber: string;
  /** Page and use of the one collection. */
  readonly usagePage: number;
  readonly usage: number;
  /** Reports of 64 bytes without a number, as ID-card readers have them. */
  readonly isUnnumbered?: boolean;
}

/** One application collection with an input report 2, an output report 4 and a feature report FE of 63 bytes each. */
function descriptorOf({ usagePage, usage, isUnnumbered }: EmulatedIdentity): Buffer {
  if (isUnnumbered) {
    const page = `06${hex(usagePage & 0xff, 2)}${hex(usagePage >> 8, 2)}`;
    return Buffer.from(`${page}09${hex(usage, 2)}a101150026ff007508954009018102954009019102c0`, "hex");
  }
  const report = (id: number, kind: string) =>
    `85${id.toString(16).padStart(2, "0")}750895${(63).toString(16)}0901${kind}02`;
  const bytes = `05${hex(usagePage, 2)}09${hex(usage, 2)}a101150026ff00${report(2, "81")}${report(4, "91")}${report(254, "b1")}c0`;
  return Buffer.from(bytes, "hex");
}

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, "0");
const HEX = (value: number, digits: number): string => hex(value, digits).toUpperCase();

/** Writes the files of `hidraw{minor}` below `root`. */
export function plugIntoTree(root: string, minor: number, identity: EmulatedIdentity): void {
  const { vendorId, productId, serialNumber } = identity;
  const usb = `sys/devices/pci0000:00/0000:00:14.0/usb1/1-${minor + 1}`;
  const usbInterface = `${usb}/1-${minor + 1}:1.0`;
  const hid = `${usbInterface}/0003:${HEX(vendorId, 4)}:${HEX(productId, 4)}.${HEX(minor + 1, 4)}`;
  const raw = `${hid}/hidraw/hidraw${minor}`;
  const write = (path: string, content: string | Buffer) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  const link = (path: string, target: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    mkdirSync(join(root, target), { recursive: true });
    rmSync(join(root, path), { force: true });
    symlinkSync(relative(dirname(join(root, path)), join(root, target)), join(root, path));
  };
  const lines = (values: Readonly<Record<string, string>>) =>
    Object.entries(values)
      .map(([key, value]) => `${key}=${value}\n`)
      .join("");

  const product = `${vendorId.toString(16)}/${productId.toString(16)}/100`;
  write(`${usb}/uevent`, lines({ DEVTYPE: "usb_device", DRIVER: "usb", PRODUCT: product }));
  write(`${usb}/idVendor`, `${hex(vendorId, 4)}\n`);
  write(`${usb}/idProduct`, `${hex(productId, 4)}\n`);
  write(`${usb}/bcdDevice`, "0100\n");
  write(`${usb}/manufacturer`, "Emulated\n");
  write(`${usb}/product`, "Scanner\n");
  write(`${usb}/serial`, `${serialNumber}\n`);
  write(`${usbInterface}/uevent`, lines({ DEVTYPE: "usb_interface", DRIVER: "usbhid" }));
  write(`${usbInterface}/bInterfaceNumber`, "00\n");
  const hidId = `0003:${HEX(vendorId, 8)}:${HEX(productId, 8)}`;
  write(`${hid}/uevent`, lines({ HID_ID: hidId, HID_NAME: "Emulated Scanner", HID_UNIQ: serialNumber }));
  write(`${hid}/report_descriptor`, descriptorOf(identity));
  write(`${raw}/uevent`, lines({ MAJOR: "240", MINOR: `${minor}`, DEVNAME: `hidraw${minor}` }));
  write(`${raw}/dev`, `240:${minor}\n`);
  link(`${usb}/subsystem`, "sys/bus/usb");
  link(`${usbInterface}/subsystem`, "sys/bus/usb");
  link(`${hid}/subsystem`, "sys/bus/hid");
  link(`${raw}/subsystem`, "sys/class/hidraw");
  link(`${raw}/device`, hid);
  link(`sys/class/hidraw/hidraw${minor}`, raw);
  link(`sys/dev/char/240:${minor}`, raw);
}

export function unplugFromTree(root: string, minor: number): void {
  rmSync(join(root, `sys/class/hidraw/hidraw${minor}`), { force: true });
}

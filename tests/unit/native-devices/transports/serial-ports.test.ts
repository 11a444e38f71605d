import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { listSerialPorts } from "../../../../native-devices/transports/serial-ports.ts";
import { settle, TurnedClock } from "../turned-clock.ts";

const root = mkdtempSync(join(tmpdir(), "liangzheng-ports-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A `/dev` and a `/sys` with one USB scanner, one real and one placeholder RS-232 port, and things that are no ports. */
function plantTrees() {
  const devFolder = join(root, "dev");
  const sysFolder = join(root, "sys");
  const usb = join(sysFolder, "devices", "usb1", "1-4");
  const device = join(usb, "1-4:1.0");
  mkdirSync(join(devFolder, "serial", "by-id"), { recursive: true });
  for (const name of ["ttyACM10", "ttyACM2", "ttyS0", "ttyS1", "tty0", "null"])
    writeFileSync(join(devFolder, name), "");
  symlinkSync("../../ttyACM2", join(devFolder, "serial", "by-id", "usb-Example_Scanner-if00"));
  mkdirSync(device, { recursive: true });
  writeFileSync(join(usb, "idVendor"), "1eab\n");
  writeFileSync(join(usb, "idProduct"), "0c06\n");
  writeFileSync(join(usb, "serial"), "A0001\n");
  for (const [name, type] of [
    ["ttyS0", "4"],
    ["ttyS1", "0"],
  ] as const) {
    mkdirSync(join(sysFolder, "class", "tty", name), { recursive: true });
    writeFileSync(join(sysFolder, "class", "tty", name, "type"), `${type}\n`);
  }
  mkdirSync(join(sysFolder, "class", "tty", "ttyACM2"), { recursive: true });
  symlinkSync(device, join(sysFolder, "class", "tty", "ttyACM2", "device"));
  return { devFolder, sysFolder };
}

const trees = plantTrees();
const fromKernel = [
  {
    path: join(trees.devFolder, "ttyACM2"),
    vendorId: "1eab",
    productId: "0c06",
    serialNumber: "A0001",
    stableName: "usb-Example_Scanner-if00",
    stablePath: join(trees.devFolder, "serial", "by-id", "usb-Example_Scanner-if00"),
  },
  { path: join(trees.devFolder, "ttyACM10") },
  { path: join(trees.devFolder, "ttyS0") },
];

describe("listing ports", () => {
  test("takes the library's answer, in order of path", async () => {
    const list = async () => [
      { path: "/dev/ttyACM10", vendorId: "1EAB", productId: undefined },
      { path: "/dev/ttyACM2", pnpId: "usb-x" },
    ];
    expect(await listSerialPorts({ clock: new TurnedClock(), list })).toEqual([
      { path: "/dev/ttyACM2", stableName: "usb-x" },
      { path: "/dev/ttyACM10", vendorId: "1eab" },
    ]);
  });

  test("reads the kernel's tree where there is no udevadm", async () => {
    const list = () => Promise.reject(new Error("spawn udevadm ENOENT"));
    expect(await listSerialPorts({ clock: new TurnedClock(), list, ...trees })).toEqual(fromKernel);
  });

  test("reads the kernel's tree when the library does not answer", async () => {
    const clock = new TurnedClock();
    const listing = listSerialPorts({ clock, list: () => new Promise(() => {}), ...trees });
    await settle();
    await clock.advance(3000);
    expect(await listing).toEqual(fromKernel);
  });

  test("is empty where there is neither", async () => {
    const list = () => Promise.reject(new Error("no"));
    const nowhere = { devFolder: join(root, "none"), sysFolder: join(root, "none") };
    expect(await listSerialPorts({ clock: new TurnedClock(), list, ...nowhere })).toEqual([]);
  });
});

describe("the path that stays with a device", () => {
  const dev = join(root, "desk");
  const adapter = { vendorId: "1a86", productId: "7523" };
  const link = (kind: "by-id" | "by-path", name: string, tty: string) => {
    mkdirSync(join(dev, "serial", kind), { recursive: true });
    symlinkSync(`../../${tty}`, join(dev, "serial", kind, name));
  };
  const pathsOf = async (serialNumbers: readonly (string | undefined)[]) => {
    const list = async () =>
      serialNumbers.map((serialNumber, at) => ({ path: join(dev, `ttyUSB${at}`), ...adapter, serialNumber }));
    const ports = await listSerialPorts({ clock: new TurnedClock(), list, devFolder: dev });
    return ports.map(({ stablePath }) => stablePath?.slice(dev.length + "/serial/".length));
  };
  afterEach(() => rmSync(dev, { recursive: true, force: true }));

  test("names its serial number", async () => {
    link("by-id", "usb-Example_A1-if00-port0", "ttyUSB1");
    link("by-id", "usb-Example_B2-if00-port0", "ttyUSB0");
    link("by-path", "pci-usb-0:1:1.0-port0", "ttyUSB0");
    expect(await pathsOf(["B2", "A1"])).toEqual(["by-id/usb-Example_B2-if00-port0", "by-id/usb-Example_A1-if00-port0"]);
  });

  test("is that of the socket for two without serial numbers, also while one of them is there alone", async () => {
    link("by-id", "usb-1a86_USB_Serial-if00-port0", "ttyUSB1");
    for (const at of [0, 1]) {
      link("by-path", `pci-usb-0:${at}:1.0-port0`, `ttyUSB${at}`);
      link("by-path", `pci-usbv2-0:${at}:1.0-port0`, `ttyUSB${at}`);
    }
    const sockets = ["by-path/pci-usb-0:0:1.0-port0", "by-path/pci-usb-0:1:1.0-port0"];
    expect(await pathsOf([undefined, undefined])).toEqual(sockets);
    expect(await pathsOf([undefined])).toEqual(sockets.slice(0, 1));
  });

  test("is that of the socket for two with one serial number between them", async () => {
    link("by-id", "usb-Example_0001-if00-port0", "ttyUSB1");
    for (const at of [0, 1]) link("by-path", `pci-usb-0:${at}:1.0-port0`, `ttyUSB${at}`);
    const sockets = ["by-path/pci-usb-0:0:1.0-port0", "by-path/pci-usb-0:1:1.0-port0"];
    expect(await pathsOf(["0001", "0001"])).toEqual(sockets);
  });

  test("is none where the system makes no links", async () => {
    expect(await pathsOf(["A1"])).toEqual([undefined]);
  });
});

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
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

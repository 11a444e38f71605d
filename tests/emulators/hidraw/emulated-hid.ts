/**
 * HID devices for the real node-hid, without hardware, kernel module or rights: a preloaded library (`shim.c`) shows
 * the device process a made-up tree with a socket behind each node. Linux with a C compiler and Python 3;
 * `whyNoEmulatedHid` says what is missing elsewhere.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { PATHS } from "../preload/build-library.ts";
import { DeviceSockets } from "../preload/device-sockets.ts";
import { type EmulatedIdentity, plugIntoTree, unplugFromTree } from "./device-tree.ts";

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

export class EmulatedHid {
  readonly #sockets = new DeviceSockets([here("shim.c"), PATHS], ["sys/class/hidraw", "sys/bus/usb", "run/udev"]);

  get environment(): Readonly<Record<string, string>> {
    return this.#sockets.environment;
  }

  /** `opened hidraw0`, `F hidraw0 fe01`, …, oldest first. */
  get heard(): readonly string[] {
    return this.#sockets.heard;
  }

  /** Told of each of these lines as it comes. */
  onHeard(listener: (line: string) => void): void {
    this.#sockets.onHeard(listener);
  }

  plug(minor: number, identity: EmulatedIdentity): Promise<void> {
    plugIntoTree(this.#sockets.root, minor, identity);
    return this.#sockets.plug(`hidraw${minor}`);
  }

  unplug(minor: number): Promise<void> {
    unplugFromTree(this.#sockets.root, minor);
    return this.#sockets.unplug(`hidraw${minor}`);
  }

  send(minor: number, report: Uint8Array): void {
    this.#sockets.send(`hidraw${minor}`, report);
  }

  /** While it hangs, no open and no feature report returns. */
  hang(isHanging: boolean): void {
    this.#sockets.hang(isHanging);
  }

  /** Times that a device was opened and not closed since. */
  get openCount(): number {
    return this.#sockets.openCount;
  }

  remove(): Promise<void> {
    return this.#sockets.remove();
  }
}

const probe = `import("node-hid").then(async ({ devicesAsync }) => {
  const found = await devicesAsync();
  process.stdout.write(found.map(({ path, usagePage }) => path + " " + usagePage).join());
})`;

/** Why there can be no emulated HID devices here; undefined when the real library sees one. */
export async function whyNoEmulatedHid(): Promise<string | undefined> {
  if (process.platform !== "linux") return "no emulated HID devices: only Linux opens them by a path in /dev";
  if (spawnSync("python3", ["--version"]).status !== 0) return "no emulated HID devices: no python3";
  let devices: EmulatedHid;
  try {
    devices = new EmulatedHid();
  } catch (error) {
    return `no emulated HID devices: ${error instanceof Error ? error.message : String(error)}`;
  }
  await devices.plug(0, { vendorId: 1, productId: 2, serialNumber: "P", usagePage: 0x8c, usage: 2 });
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", probe], {
    cwd: here("../../.."),
    env: { ...process.env, ...devices.environment },
    encoding: "utf8",
    timeout: 60_000,
  });
  await devices.remove();
  if (stdout === "/dev/hidraw0 140") return undefined;
  return `no emulated HID devices: node-hid does not see one here (${stdout || stderr.slice(0, 400)})`;
}

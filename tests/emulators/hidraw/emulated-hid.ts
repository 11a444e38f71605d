/**
 * HID devices for the real node-hid, without hardware, kernel module or rights: a preloaded library (`shim.c`) shows
 * the device process a made-up tree, and `sockets.py` is the device end of each node in it. Linux with a C compiler
 * and Python 3; `whyNoEmulatedHid` says what is missing elsewhere.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { type EmulatedIdentity, plugIntoTree, unplugFromTree } from "./device-tree.ts";

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

export class EmulatedHid {
  readonly root = mkdtempSync(join(tmpdir(), "hid-"));
  /** What the device end was told, oldest first: `opened hidraw0`, `F hidraw0 fe01`, … */
  readonly heard: string[] = [];
  /** Told of each of these lines as it comes. One listener. */
  onHeard: (line: string) => void = () => {};
  readonly #sockets: ChildProcess;
  readonly #library: string;

  /** @throws Error if the library does not compile; ask `whyNoEmulatedHid` first. */
  constructor() {
    this.#library = join(this.root, "shim.so");
    const compiled = compile(this.#library);
    if (compiled) throw new Error(compiled);
    for (const folder of ["dev", "sys/class/hidraw", "sys/bus/usb", "run/udev"]) {
      mkdirSync(join(this.root, folder), { recursive: true });
    }
    this.#sockets = spawn("python3", ["-u", here("sockets.py"), join(this.root, "dev")], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    if (this.#sockets.stdout)
      createInterface({ input: this.#sockets.stdout }).on("line", (line) => {
        this.heard.push(line);
        this.onHeard(line);
      });
  }

  /** What a program needs in its environment to see these devices. */
  get environment(): Readonly<Record<string, string>> {
    return { LD_PRELOAD: this.#library, HIDRAW_ROOT: this.root };
  }

  plug(minor: number, identity: EmulatedIdentity): Promise<void> {
    plugIntoTree(this.root, minor, identity);
    return this.#ask(`plug hidraw${minor}`, `plugged hidraw${minor}`);
  }

  unplug(minor: number): Promise<void> {
    unplugFromTree(this.root, minor);
    return this.#ask(`unplug hidraw${minor}`, `unplugged hidraw${minor}`);
  }

  send(minor: number, report: Uint8Array): void {
    this.#write(`in hidraw${minor} ${Buffer.from(report).toString("hex")}`);
  }

  /** While it hangs, no open and no feature report returns. */
  hang(isHanging: boolean): void {
    if (isHanging) writeFileSync(join(this.root, "hang"), "");
    else rmSync(join(this.root, "hang"), { force: true });
  }

  /** Times that a device was opened and not closed since. */
  get openCount(): number {
    const count = (word: string) => this.heard.filter((line) => line.startsWith(`${word} `)).length;
    return count("opened") - count("closed");
  }

  async remove(): Promise<void> {
    const ended = new Promise((resolve) => this.#sockets.once("exit", resolve));
    this.#sockets.stdin?.end();
    await ended;
    rmSync(this.root, { recursive: true, force: true });
  }

  #write(line: string): void {
    this.#sockets.stdin?.write(`${line}\n`);
  }

  async #ask(command: string, answer: string): Promise<void> {
    const count = () => this.heard.filter((line) => line === answer).length;
    const before = count();
    this.#write(command);
    const limitMs = performance.now() + 5000;
    while (count() === before) {
      if (performance.now() > limitMs) throw new Error(`no answer to ${command}`);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }
}

function compile(library: string): string | undefined {
  const result = spawnSync("cc", ["-shared", "-fPIC", "-O2", "-o", library, here("shim.c"), "-ldl"], {
    encoding: "utf8",
    timeout: 60_000,
  });
  if (result.error) return "no C compiler (cc)";
  return result.status === 0 ? undefined : `shim.c does not compile here: ${result.stderr.slice(0, 400)}`;
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
    timeout: 20_000,
  });
  await devices.remove();
  if (stdout === "/dev/hidraw0 140") return undefined;
  return `no emulated HID devices: node-hid does not see one here (${stdout || stderr.slice(0, 400)})`;
}

/**
 * One USB device for the real npm `usb`, without hardware, kernel module or rights: a preloaded library (`shim.c`) gives
 * the device process a made-up tree, and this is the device and the kernel's list of its transfers. Linux on x86-64 with
 * a C compiler and Python 3; `whyNoEmulatedUsb` says what is missing elsewhere.
 */
import { spawn, spawnSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { PATHS } from "../preload/build-library.ts";
import { DeviceSockets } from "../preload/device-sockets.ts";
import { PACKET_BYTES, plugIntoUsbTree, type UsbIdentity, unplugFromUsbTree } from "./usb-tree.ts";

/** As the kernel numbers them. */
const STATUS = { ok: 0, stalled: -32, taken: -2, overflow: -75 } as const;
const HEAD_BYTES = 20;
const NOTHING = new Uint8Array(0);

interface Transfer {
  readonly id: bigint;
  readonly endpoint: number;
  readonly capacity: number;
  /** What came so far of an input transfer that goes on. */
  input: Uint8Array;
}

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

export class EmulatedUsb {
  /** Told of the bytes of each output transfer; false: it is not taken, and does not end. One listener. */
  onOutput: (endpoint: number, bytes: Uint8Array) => boolean = () => true;
  readonly #sockets = new DeviceSockets(
    [here("shim.c"), PATHS],
    ["sys/bus/usb/devices", "dev/bus/usb/001", "run/udev"],
  );
  readonly #queues = new Map<number, Uint8Array[]>();
  readonly #halted = new Set<number>();
  #waiting: Transfer[] = [];
  /** Each plug has an address of its own, as a real bus gives it. */
  #address = 1;
  #node = "";

  constructor() {
    this.#sockets.onHeard((line) => this.#hear(line));
  }

  get environment(): Readonly<Record<string, string>> {
    return this.#sockets.environment;
  }

  get path(): string {
    return `/dev/${this.#node}`;
  }

  /** Times that a device was opened and not closed since. */
  get openCount(): number {
    return this.#sockets.openCount;
  }

  /** Transfers of the program that did not end yet. */
  get pendingCount(): number {
    return this.#waiting.length;
  }

  async plug(identity: UsbIdentity): Promise<void> {
    this.#address = this.#address < 120 ? this.#address + 1 : 2;
    this.#forget();
    this.#node = plugIntoUsbTree(this.#sockets.root, this.#address, identity);
    await this.#sockets.plug(this.#node);
  }

  /** What is under way ends as it does when the cable is pulled: the library of the process sees to that. */
  async unplug(): Promise<void> {
    unplugFromUsbTree(this.#sockets.root, this.#address);
    this.#forget();
    await this.#sockets.unplug(this.#node);
  }

  /** While it hangs, no opening returns. */
  hang(isHanging: boolean): void {
    this.#sockets.hang(isHanging);
  }

  /** Opening or claiming ends with this number of an error of the kernel. */
  refuse(step: "open" | "claim", errno: number | undefined): void {
    const file = join(this.#sockets.root, `${step}-errno`);
    if (errno === undefined) rmSync(file, { force: true });
    else writeFileSync(file, `${errno}`);
  }

  /**
   * Puts packets on an input pipe: full ones and a last shorter one, which may be empty. For the bus one of less than
   * `PACKET_BYTES` is short; one of more is babble, which the kernel takes for a fault.
   */
  put(endpoint: number, bytes: Uint8Array, packetBytes = PACKET_BYTES): void {
    const queue = this.#queues.get(endpoint) ?? [];
    for (let at = 0; at < bytes.length || at === 0; at += packetBytes) queue.push(bytes.slice(at, at + packetBytes));
    this.#queues.set(endpoint, queue);
    this.#deliver(endpoint);
  }

  /** Every transfer on this pipe ends with a stall until the program clears the halt. */
  stall(endpoint: number): void {
    this.#halted.add(endpoint);
    this.#deliver(endpoint);
  }

  isStalled(endpoint: number): boolean {
    return this.#halted.has(endpoint);
  }

  remove(): Promise<void> {
    return this.#sockets.remove();
  }

  #forget(): void {
    this.#waiting = [];
    this.#queues.clear();
    this.#halted.clear();
  }

  #hear(line: string): void {
    const [kind, node, hex = ""] = line.split(" ");
    if (node !== this.#node) return;
    // A halt is the device's own: it outlives the program.
    if (kind === "closed") this.#waiting = [];
    if (hex === "") return;
    const message = Buffer.from(hex, "hex");
    const transfer = {
      id: message.readBigUInt64LE(0),
      capacity: message.readUInt32LE(12),
      endpoint: message.readUInt32LE(16),
      input: NOTHING,
    };
    if (kind === "S") this.#submit(transfer, message.subarray(HEAD_BYTES));
    if (kind === "D") this.#takeBack(transfer.id);
    if (kind === "H") this.#halted.delete(transfer.endpoint);
  }

  #submit(transfer: Transfer, output: Uint8Array): void {
    this.#waiting.push(transfer);
    if (transfer.endpoint >= 0x80 || this.#halted.has(transfer.endpoint)) this.#deliver(transfer.endpoint);
    else if (this.onOutput(transfer.endpoint, Uint8Array.from(output))) this.#end(transfer, STATUS.ok);
  }

  #takeBack(id: bigint): void {
    const transfer = this.#waiting.find((one) => one.id === id);
    if (transfer) this.#end(transfer, STATUS.taken, transfer.input);
  }

  #deliver(endpoint: number): void {
    const queue = this.#queues.get(endpoint) ?? [];
    for (const transfer of this.#waiting.filter((one) => one.endpoint === endpoint)) {
      if (this.#halted.has(endpoint)) this.#end(transfer, STATUS.stalled, transfer.input);
      else this.#fill(transfer, queue);
    }
  }

  /**
   * As a kernel does: packet after packet, until one is short or the transfer is full. Of a packet that is too large, what
   * fits is taken, the rest is lost, and the transfer ends with a fault.
   */
  #fill(transfer: Transfer, queue: Uint8Array[]): void {
    for (let packet = queue.shift(); packet; packet = queue.shift()) {
      const room = transfer.capacity - transfer.input.length;
      transfer.input = Uint8Array.of(...transfer.input, ...packet.subarray(0, room));
      const isTooLarge = packet.length > Math.min(room, PACKET_BYTES);
      if (isTooLarge || packet.length < PACKET_BYTES || packet.length === room) {
        this.#end(transfer, isTooLarge ? STATUS.overflow : STATUS.ok, transfer.input);
        return;
      }
    }
  }

  #end(transfer: Transfer, status: number, input: Uint8Array = NOTHING): void {
    this.#waiting = this.#waiting.filter((one) => one !== transfer);
    const head = Buffer.alloc(HEAD_BYTES);
    head.writeBigUInt64LE(transfer.id, 0);
    head.writeInt32LE(status, 8);
    head.writeUInt32LE(transfer.endpoint >= 0x80 || status !== 0 ? input.length : transfer.capacity, 12);
    head.writeUInt32LE(transfer.endpoint, 16);
    this.#sockets.send(this.#node, Buffer.concat([head, input]));
  }
}

const probe = `import("usb").then(async ({ usb }) => {
  const [device] = await usb.getDevices();
  await device.open();
  await device.claimInterface(0);
  await device.close();
  process.stdout.write(String(device.productId));
})`;

/** Why there can be no emulated USB device here; undefined when the real library opens one. */
export async function whyNoEmulatedUsb(): Promise<string | undefined> {
  if (process.platform !== "linux" || process.arch !== "x64") return "no emulated USB device: only Linux on x86-64";
  if (spawnSync("python3", ["--version"]).status !== 0) return "no emulated USB device: no python3";
  let usb: EmulatedUsb;
  try {
    usb = new EmulatedUsb();
  } catch (error) {
    return `no emulated USB device: ${error instanceof Error ? error.message : String(error)}`;
  }
  await usb.plug({ vendorId: 1, productId: 2, interfaces: [[0x81, 0x02]] });
  const child = spawn(process.execPath, ["--input-type=module", "-e", probe], {
    cwd: here("../../.."),
    env: { ...process.env, ...usb.environment },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: 60_000,
  });
  const [told, complaint] = await Promise.all([child.stdout, child.stderr].map(text));
  await usb.remove();
  if (told === "2") return undefined;
  return `no emulated USB device: npm usb does not open one here (${told || complaint?.slice(0, 400)})`;
}

/**
 * The emulated reader behind the interface of npm `usb`, which keeps its rules: a transfer without data is cancelled at
 * its limit, one transfer at a time on a pipe, and no closing while any is under way. For tests with the clock in hand;
 * the library itself reads from `bulk-reader.ts`.
 */
import type { UsbDeviceLike, UsbLibrary } from "../../../native-devices/transports/usb-library.ts";
import { EmulatedReader } from "./emulated-reader.ts";

const PACKET_BYTES = 64;

interface Transfer {
  resolve(result: { data: DataView }): void;
  reject(error: Error): void;
}

export class UsbReader implements UsbLibrary, UsbDeviceLike {
  readonly reader = new EmulatedReader();
  readonly vendorId = 0x0400;
  readonly productId = 0xc35a;
  readonly bus = "1";
  readonly address = 7;
  isPlugged = true;
  /** Sentence with which the next opening is refused. */
  refusal: string | undefined;
  /** Nothing that opens, claims or writes ever comes back. */
  hangs = false;
  /** Transfers end at once and empty. */
  isHollow = false;
  /** Pipes on which every transfer ends with a stall. */
  readonly halted = new Set<number>();
  /** Writing takes so long, in ms. */
  writeMs = 0;
  /** By endpoint: the end of a write is told so long after the reader has it, in ms; an answer may come before. */
  readonly toldLateMs = new Map<number, number>();
  transfers = 0;
  /** What the program had open and did not close. */
  openCount = 0;
  /** Endpoints of what was written, with the size of each piece. */
  readonly written: [endpoint: number, size: number][] = [];
  readonly #after: (ms: number, run: () => void) => () => void;
  readonly #queues = new Map<number, Uint8Array[]>();
  readonly #waiting = new Map<number, Transfer>();
  readonly #writing = new Set<number>();

  constructor(after: (ms: number, run: () => void) => () => void) {
    this.#after = after;
    this.reader.send = (bytes) => this.#answer(bytes);
  }

  get configuration() {
    const pipes = (direction: "in" | "out", numbers: readonly number[]) =>
      numbers.map((endpointNumber) => ({ endpointNumber, direction, type: "bulk", packetSize: PACKET_BYTES }));
    const endpoints = [...pipes("in", [1, 5]), ...pipes("out", [2, 6])];
    return {
      interfaces: [
        { interfaceNumber: 0, alternate: { endpoints: [] } },
        { interfaceNumber: 1, alternate: { endpoints } },
      ],
    };
  }

  async getDevices(): Promise<readonly UsbDeviceLike[]> {
    return this.isPlugged ? [this] : [];
  }

  async open(): Promise<void> {
    if (this.hangs) await new Promise(() => {});
    if (this.refusal !== undefined) throw new Error(`open error: ${this.refusal}`);
    this.openCount += 1;
  }

  close(): Promise<void> {
    this.#refuseWhileBusy();
    this.openCount -= 1;
    return Promise.resolve();
  }

  async claimInterface(interfaceNumber: number): Promise<void> {
    if (interfaceNumber !== 1) throw new Error("claimInterface error: interface not found");
  }

  releaseInterface(): Promise<void> {
    this.#refuseWhileBusy();
    return Promise.resolve();
  }

  async clearHalt(_direction: string, endpoint: number): Promise<void> {
    this.halted.delete(endpoint);
  }

  transferIn(endpoint: number, length: number, timeoutMs: number): Promise<{ data: DataView }> {
    this.transfers += 1;
    if (length !== PACKET_BYTES) return Promise.reject(new Error("transferIn error: InvalidArgument"));
    if (this.isHollow) return Promise.resolve({ data: new DataView(new ArrayBuffer(0)) });
    if (!this.isPlugged) return Promise.reject(new Error("transferIn error: Disconnected"));
    if (this.halted.has(endpoint)) return Promise.reject(new Error("transferIn error: Stall"));
    if (this.#waiting.has(endpoint)) return Promise.reject(new Error("a transfer is already pending"));
    return new Promise((resolve, reject) => {
      const end = () => {
        cancel();
        this.#waiting.delete(endpoint);
      };
      const cancel = this.#after(timeoutMs, () => {
        end();
        reject(new Error("transferIn error: Cancelled"));
      });
      this.#waiting.set(endpoint, {
        resolve: (result) => {
          end();
          resolve(result);
        },
        reject: (error) => {
          end();
          reject(error);
        },
      });
      this.#deliver(endpoint);
    });
  }

  async transferOut(endpoint: number, bytes: Uint8Array): Promise<{ bytesWritten: number }> {
    if (this.hangs) await new Promise(() => {});
    if (!this.isPlugged) throw new Error("transferOut error: Disconnected");
    // The library's own word for a pipe that still has a transfer.
    if (this.#writing.has(endpoint)) throw new Error("transferOut error: endpoint not found");
    this.#writing.add(endpoint);
    await this.#pass(this.writeMs);
    this.written.push([endpoint, bytes.length]);
    this.reader.receive(bytes);
    await this.#pass(this.toldLateMs.get(endpoint) ?? 0);
    this.#writing.delete(endpoint);
    return { bytesWritten: bytes.length };
  }

  async #pass(ms: number): Promise<void> {
    if (ms > 0) await new Promise<void>((resolve) => void this.#after(ms, resolve));
  }

  unplug(): void {
    this.isPlugged = false;
    for (const transfer of [...this.#waiting.values()]) transfer.reject(new Error("transferIn error: Disconnected"));
  }

  /** Puts bytes on a pipe as they are. */
  put(endpoint: number, bytes: Uint8Array): void {
    const queue = this.#queues.get(endpoint) ?? [];
    for (let at = 0; at < bytes.length; at += PACKET_BYTES) queue.push(bytes.slice(at, at + PACKET_BYTES));
    this.#queues.set(endpoint, queue);
    this.#deliver(endpoint);
  }

  /** The rest goes first: the pipes keep no order between them. */
  #answer(frame: Uint8Array): void {
    this.put(5, frame.slice(7));
    this.put(1, frame.slice(0, 7));
  }

  #deliver(endpoint: number): void {
    const transfer = this.#waiting.get(endpoint);
    const packet = transfer && this.#queues.get(endpoint)?.shift();
    if (packet) transfer.resolve({ data: new DataView(Uint8Array.from(packet).buffer) });
  }

  #refuseWhileBusy(): void {
    if (this.#waiting.size + this.#writing.size > 0)
      throw new Error("The same native value cannot be borrowed mutably while another borrow is active");
  }
}

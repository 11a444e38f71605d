/**
 * A USB device through the bulk pipes of npm `usb`, with the cures for its traps: one transfer of one packet at a time
 * on each pipe (a longer one may never be full), each with its own limit; one write after the other; the device is let go after the last of them
 * ended; a halted pipe is freed; pipes that answer at once and empty are given up; the device file is watched.
 */
import type { Cancel, Clock } from "../clock.ts";
import { sentenceOf } from "./hid-fault.ts";
import { fileIdentity, isWatchablePath, watchPath } from "./path-watch.ts";
import { type Transport, type TransportEvents, type TransportResult, transportFailure } from "./transport.ts";
import { usbPathOf } from "./usb-devices.ts";
import { classifyUsbOpenError, isUsbGone, isUsbInUse, isUsbStall, isUsbTimeout } from "./usb-fault.ts";
import { type LoadUsbLibrary, loadUsbLibrary, type UsbDeviceLike, type UsbEndpointLike } from "./usb-library.ts";

/** What is on the pipes, and in which order: no matter of the transport. */
export interface PipeCarrier {
  /** Endpoint numbers to be read. */
  readonly inEndpoints: readonly number[];
  /** What to write over which endpoint, in order. */
  split(bytes: Uint8Array): readonly { readonly endpoint: number; readonly bytes: Uint8Array }[];
  take(piece: { readonly endpoint: number; readonly bytes: Uint8Array }): Uint8Array;
}

export interface UsbBulkOptions {
  readonly path: string;
  /** Of the first interface that has its pipes. */
  carrierFor(endpoints: readonly UsbEndpointLike[]): PipeCarrier | undefined;
  readonly events: TransportEvents;
  readonly clock: Clock;
  readonly load?: LoadUsbLibrary;
}

interface Opened {
  readonly device: UsbDeviceLike;
  readonly interfaceNumber: number;
  readonly endpoints: readonly UsbEndpointLike[];
  readonly carrier: PipeCarrier;
}

const OPEN_MS = 2500;
const WRITE_MS = 1000;
const CLOSE_MS = 1000;
/** How long a transfer may wait for a packet; closing takes as long at most. */
const READ_MS = 300;
/** So often in a row a pipe may end a transfer early and empty. */
const EMPTY_LIMIT = 20;
const FULL_SPEED_PACKET = 64;
/** The library may hold a transfer for a moment after it told its end. */
const RELEASE_TRIES = 20;
const RELEASE_AGAIN_MS = 25;

class UsbBulkTransport implements Transport {
  readonly #options: UsbBulkOptions;
  readonly #pending = new Set<(result: TransportResult) => void>();
  #phase: "new" | "opening" | "open" | "over" = "new";
  /** Settled when the library has nothing of this device any more. */
  #work: Promise<unknown> = Promise.resolve();
  #writing: Promise<unknown> = Promise.resolve();
  #opened: Opened | undefined;
  #stopWatching: Cancel = () => {};
  #closing: Promise<void> | undefined;

  constructor(options: UsbBulkOptions) {
    this.#options = options;
  }

  async open(): Promise<TransportResult> {
    if (this.#phase !== "new") return transportFailure("not-open", "a transport opens once");
    this.#phase = "opening";
    const { path } = this.#options;
    const identity = isWatchablePath(path) ? fileIdentity(path) : null;
    const connecting = this.#connect();
    this.#work = connecting;
    const result = await this.#within(OPEN_MS, transportFailure("open-timeout"), connecting);
    const opened = this.#opened;
    if (!result.ok || !opened) {
      await this.close();
      return result;
    }
    this.#phase = "open";
    if (identity !== null) this.#watch(identity);
    this.#work = Promise.all(opened.carrier.inEndpoints.map((endpoint) => this.#read(opened, endpoint)));
    return result;
  }

  async write(bytes: Uint8Array): Promise<TransportResult> {
    if (this.#phase !== "open" || !this.#opened) return transportFailure("not-open");
    const opened = this.#opened;
    // A reader may answer before the library tells that the write has ended, and the next one must not meet it on the pipe.
    const sending = this.#writing.then(() => this.#send(opened, bytes));
    this.#writing = sending;
    return this.#within(WRITE_MS, transportFailure("write-timeout"), sending);
  }

  close(): Promise<void> {
    this.#closing ??= this.#shutDown();
    return this.#closing;
  }

  async #connect(): Promise<TransportResult> {
    const library = await (this.#options.load ?? loadUsbLibrary)();
    if (!library) return transportFailure("driver-missing", "npm usb is not installed");
    try {
      const devices = await library.getDevices();
      const device = devices.find((one) => usbPathOf(one) === this.#options.path);
      if (!device) return transportFailure("not-found");
      await device.open();
      this.#opened = this.#openedAs(device);
      if (!this.#opened) {
        await device.close();
        return transportFailure("io-error", "no such pipes");
      }
      await device.claimInterface(this.#opened.interfaceNumber);
      return { ok: true };
    } catch (error) {
      const sentence = sentenceOf(error);
      return transportFailure(classifyUsbOpenError(sentence), sentence);
    }
  }

  /** The interface that has the pipes. */
  #openedAs(device: UsbDeviceLike): Opened | undefined {
    for (const { interfaceNumber, alternate } of device.configuration?.interfaces ?? []) {
      const { endpoints } = alternate;
      const carrier = this.#options.carrierFor(endpoints);
      if (carrier) return { device, interfaceNumber, endpoints, carrier };
    }
    return undefined;
  }

  async #send({ device, carrier }: Opened, bytes: Uint8Array): Promise<TransportResult> {
    if (this.#isOver()) return transportFailure("not-open");
    let endpoint = 0;
    try {
      for (const piece of carrier.split(bytes)) {
        endpoint = piece.endpoint;
        const { bytesWritten } = await device.transferOut(piece.endpoint, Uint8Array.from(piece.bytes), WRITE_MS);
        if (bytesWritten !== piece.bytes.length) return transportFailure("io-error", "written in part");
      }
      return { ok: true };
    } catch (error) {
      const sentence = sentenceOf(error);
      if (isUsbStall(sentence)) await device.clearHalt("out", endpoint).catch(() => {});
      if (isUsbGone(sentence)) this.#lose(sentence);
      return transportFailure(isUsbTimeout(sentence) ? "write-timeout" : "io-error", sentence);
    }
  }

  /** Until the connection is over. */
  async #read(opened: Opened, endpoint: number): Promise<void> {
    let emptyInARow = 0;
    while (!this.#isOver()) {
      const ended = await this.#transfer(opened, endpoint);
      if (typeof ended === "object") return this.#lose(ended.lost);
      emptyInARow = ended === "empty" ? emptyInARow + 1 : 0;
      if (emptyInARow >= EMPTY_LIMIT) return this.#lose("empty transfers");
    }
  }

  /** One transfer on one pipe; `waited`: nothing came for as long as it may wait. */
  async #transfer(
    { device, endpoints, carrier }: Opened,
    endpoint: number,
  ): Promise<"read" | "empty" | "waited" | { readonly lost: string }> {
    const { clock, events } = this.#options;
    const pipe = endpoints.find((one) => one.direction === "in" && one.endpointNumber === endpoint);
    const startedMs = clock.steadyMs();
    let data: DataView | undefined;
    try {
      ({ data } = await device.transferIn(endpoint, pipe?.packetSize ?? FULL_SPEED_PACKET, READ_MS));
    } catch (error) {
      const sentence = sentenceOf(error);
      if (isUsbStall(sentence)) return this.#free(device, endpoint);
      if (!isUsbTimeout(sentence)) return { lost: sentence };
      return clock.steadyMs() - startedMs >= READ_MS / 2 ? "waited" : "empty";
    }
    if (!data || data.byteLength === 0) return "empty";
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice();
    const stream = carrier.take({ endpoint, bytes });
    if (stream.length > 0 && !this.#isOver()) events.onBytes(stream, clock.steadyMs());
    return "read";
  }

  /** A pipe that the reader halted stays so, also for the next program, until it is asked to go on. */
  async #free(device: UsbDeviceLike, endpoint: number): Promise<"empty" | { readonly lost: string }> {
    try {
      await device.clearHalt("in", endpoint);
      return "empty";
    } catch (error) {
      return { lost: sentenceOf(error) };
    }
  }

  #isOver(): boolean {
    return this.#phase === "over";
  }

  #watch(identity: string): void {
    const { path, clock } = this.#options;
    const onLost = () => this.#end("unplugged");
    this.#stopWatching = watchPath({ path, clock, isLineAlive: () => true, onLost }, identity);
  }

  #lose(sentence: string): void {
    this.#end(isUsbGone(sentence) ? "unplugged" : "hung-up", sentence);
  }

  #end(reason: "unplugged" | "hung-up", detail?: string): void {
    if (this.#phase !== "open") return;
    this.#settleAll(transportFailure(reason, detail));
    void this.close();
    this.#options.events.onGone(detail === undefined ? { reason } : { reason, detail });
  }

  /** Nothing is told any more and nobody is left waiting. */
  #settleAll(result: TransportResult): void {
    this.#phase = "over";
    this.#stopWatching();
    for (const settle of [...this.#pending]) settle(result);
  }

  async #shutDown(): Promise<void> {
    if (this.#phase !== "over") this.#settleAll(transportFailure("not-open", "closed"));
    await this.#within(CLOSE_MS, { ok: true }, this.#release());
  }

  /** The one place that lets the device go; also one whose opening ended too late. */
  async #release(): Promise<TransportResult> {
    await Promise.all([this.#work, this.#writing]);
    if (!this.#opened) return { ok: true };
    const { device, interfaceNumber } = this.#opened;
    await this.#insist(() => device.releaseInterface(interfaceNumber));
    await this.#insist(() => device.close());
    return { ok: true };
  }

  /** While a transfer is under way the library throws at once, not in its promise. */
  async #insist(step: () => Promise<void>): Promise<void> {
    for (let turn = 0; turn < RELEASE_TRIES; turn += 1) {
      try {
        return await step();
      } catch (error) {
        // Already gone: either way this program has let go of it.
        if (!isUsbInUse(sentenceOf(error))) return;
      }
      await new Promise<void>((resolve) => void this.#options.clock.after(RELEASE_AGAIN_MS, resolve));
    }
  }

  /** Settles by `work`, by the end of the connection or by `limitMs`, whichever comes first. */
  #within(limitMs: number, late: TransportResult, work: Promise<TransportResult>): Promise<TransportResult> {
    return new Promise((resolve) => {
      const settle = (result: TransportResult) => {
        cancel();
        this.#pending.delete(settle);
        resolve(result);
      };
      const cancel = this.#options.clock.after(limitMs, () => settle(late));
      this.#pending.add(settle);
      void work.then(settle);
    });
  }
}

/** A closed transport; `open()` loads the library and connects. Only for the device process. */
export function createUsbBulkTransport(options: UsbBulkOptions): Transport {
  return new UsbBulkTransport(options);
}

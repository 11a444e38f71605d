/**
 * A HID device through node-hid's `HIDAsync`, with the cures for its traps: reading has begun before the device is
 * closed, the first error ends the connection, the device file is watched, it is closed once, every wait has its own
 * time limit. One report is one `onBytes`, with the report's number in front where the device numbers them.
 */
import { HIDAsync } from "node-hid";
import type { Cancel, Clock } from "../clock.ts";
import { classifyHidOpenError, sentenceOf } from "./hid-fault.ts";
import { fileIdentity, isWatchablePath, watchPath } from "./path-watch.ts";
import { type Transport, type TransportEvents, type TransportResult, transportFailure } from "./transport.ts";

export interface HidSettings {
  readonly path: string;
  /** A feature report, its number first, that the device needs before it sends anything. */
  readonly prepare?: Uint8Array | undefined;
}

/** The part of `HIDAsync` used here; tests put a device in that never answers. */
export interface HidDeviceLike {
  on(event: "data", listener: (report: Uint8Array) => void): unknown;
  on(event: "error", listener: (error: unknown) => void): unknown;
  write(report: Buffer): Promise<unknown>;
  sendFeatureReport(report: Buffer): Promise<unknown>;
  close(): Promise<void>;
}

export interface HidTransportOptions {
  readonly settings: HidSettings;
  readonly events: TransportEvents;
  readonly clock: Clock;
  readonly openDevice?: (path: string) => Promise<HidDeviceLike>;
  /** Default 2,500 ms, for opening and preparing together. */
  readonly openTimeoutMs?: number;
  /** Default 1,000 ms. */
  readonly writeTimeoutMs?: number;
  /** Default 1,000 ms. */
  readonly closeTimeoutMs?: number;
}

type Phase = "new" | "opening" | "open" | "over";
type Settle = (result: TransportResult) => void;

/** The library begins to read in the tick after the listener came, and throws there if the device was closed before. */
const readingBegun = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

class HidTransport implements Transport {
  readonly #options: HidTransportOptions;
  readonly #clock: Clock;
  /** Writes and an open that are under way: whoever ends the connection settles them. */
  readonly #pending = new Set<Settle>();
  #phase: Phase = "new";
  /** Which file the device was opened as; undefined where paths are no files. */
  #identity: string | undefined;
  /** The library's answer to opening, which may come after nobody waits for it any more. */
  #opened: Promise<HidDeviceLike | undefined> | undefined;
  #device: HidDeviceLike | undefined;
  #reading: Promise<void> = Promise.resolve();
  #stopWatching: Cancel = () => {};
  #closing: Promise<void> | undefined;

  constructor(options: HidTransportOptions) {
    this.#options = options;
    this.#clock = options.clock;
  }

  async open(): Promise<TransportResult> {
    if (this.#phase !== "new") return transportFailure("not-open", "a transport opens once");
    this.#phase = "opening";
    const { path } = this.#options.settings;
    // Where the file cannot be seen, whether there is a device is the library's answer; its unplug is then told by the library alone.
    const identity = (isWatchablePath(path) && fileIdentity(path)) || undefined;
    this.#identity = identity;
    const limitMs = this.#options.openTimeoutMs ?? 2500;
    const result = await this.#within(limitMs, "open-timeout", () => this.#connect());
    if (!result.ok) return this.#giveUp(result);
    if (identity !== undefined && !this.#isPathSame()) return this.#giveUp(transportFailure("unplugged"));
    this.#phase = "open";
    if (identity !== undefined) this.#watch(identity);
    return result;
  }

  /** One output report, its number first (zero where the device does not number them). */
  async write(bytes: Uint8Array): Promise<TransportResult> {
    const device = this.#device;
    if (this.#phase !== "open" || !device) return transportFailure("not-open");
    const limitMs = this.#options.writeTimeoutMs ?? 1000;
    return this.#within(limitMs, "write-timeout", () => answerOf(device.write(Buffer.from(bytes))));
  }

  close(): Promise<void> {
    this.#closing ??= this.#shutDown();
    return this.#closing;
  }

  async #connect(): Promise<TransportResult> {
    const { settings, openDevice = (path: string) => HIDAsync.open(path) } = this.#options;
    const opening = Promise.resolve().then(() => openDevice(settings.path));
    this.#opened = opening.catch(() => undefined);
    let device: HidDeviceLike;
    try {
      device = await opening;
    } catch (error) {
      const sentence = sentenceOf(error);
      return transportFailure(classifyHidOpenError(sentence), sentence);
    }
    // Nobody waits any more: whoever closed the transport closes what came too late.
    if (this.#isOver()) return transportFailure("not-open");
    this.#device = device;
    this.#listen(device);
    await this.#reading;
    return settings.prepare ? answerOf(device.sendFeatureReport(Buffer.from(settings.prepare))) : { ok: true };
  }

  /** Both listeners stay for the life of the device: an `error` without one would end the process. */
  #listen(device: HidDeviceLike): void {
    device.on("error", (error) => this.#lose(this.#isPathGone() ? "unplugged" : "hung-up", sentenceOf(error)));
    device.on("data", (report) => {
      if (!this.#isOver()) this.#options.events.onBytes(Uint8Array.from(report), this.#clock.steadyMs());
    });
    this.#reading = readingBegun();
  }

  #isOver(): boolean {
    return this.#phase === "over";
  }

  #isPathSame(): boolean {
    return this.#identity !== undefined && fileIdentity(this.#options.settings.path) === this.#identity;
  }

  #isPathGone(): boolean {
    return this.#identity !== undefined && !this.#isPathSame();
  }

  #watch(identity: string): void {
    this.#stopWatching = watchPath(
      {
        path: this.#options.settings.path,
        clock: this.#clock,
        // A read that fails is told by the library at once; nothing else can be asked of the descriptor.
        isLineAlive: () => true,
        onLost: (reason) => this.#lose(reason),
      },
      identity,
    );
  }

  /** After its first error the library reads no more, so there is nothing to wait for, whatever the error was. */
  #lose(reason: "unplugged" | "hung-up", detail?: string): void {
    const wasOpen = this.#phase === "open";
    if (this.#isOver()) return;
    // Before it is open, whoever is opening it is told by the result.
    this.#end(transportFailure(reason, detail));
    void this.close();
    if (wasOpen) this.#options.events.onGone(detail === undefined ? { reason } : { reason, detail });
  }

  /** Nothing is told any more and nobody is left waiting. */
  #end(result: TransportResult): void {
    this.#phase = "over";
    this.#stopWatching();
    for (const settle of [...this.#pending]) settle(result);
  }

  async #giveUp(result: TransportResult): Promise<TransportResult> {
    await this.close();
    return result;
  }

  async #shutDown(): Promise<void> {
    if (!this.#isOver()) this.#end(transportFailure("not-open", "closed"));
    const released = this.#release();
    // An open that has not ended cannot be called off; what comes of it is closed when it comes.
    if (!this.#device) return;
    await new Promise<void>((resolve) => {
      const cancel = this.#clock.after(this.#options.closeTimeoutMs ?? 1000, resolve);
      void released.then(() => {
        cancel();
        resolve();
      });
    });
  }

  /** The one place that closes the device. */
  async #release(): Promise<void> {
    const device = await this.#opened;
    if (!device) return;
    await this.#reading;
    // Already closed or already gone: either way this program has let go of it.
    await device.close().catch(() => {});
  }

  /** Settles by the answer of `start`, by the end of the connection or by `limitMs`, whichever comes first. */
  #within(
    limitMs: number,
    late: "open-timeout" | "write-timeout",
    start: () => Promise<TransportResult>,
  ): Promise<TransportResult> {
    return new Promise((resolve) => {
      const settle: Settle = (result) => {
        cancel();
        this.#pending.delete(settle);
        resolve(result);
      };
      const cancel = this.#clock.after(limitMs, () => settle(transportFailure(late)));
      this.#pending.add(settle);
      void start().then(settle);
    });
  }
}

function answerOf(sent: Promise<unknown>): Promise<TransportResult> {
  return sent.then(
    () => ({ ok: true }),
    (error) => transportFailure("io-error", sentenceOf(error)),
  );
}

/** A closed HID transport; `open()` connects it. Only for the device process: a fault of the library can end it. */
export function createHidTransport(options: HidTransportOptions): Transport {
  return new HidTransport(options);
}

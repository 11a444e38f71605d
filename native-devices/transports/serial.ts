/**
 * A serial port through serialport 13, with the cures for its traps: there is always a `data`
 * listener, the device file is watched and the port closed when it goes, every wait has its own time limit.
 */
import { isatty } from "node:tty";
import { SerialPort } from "serialport";
import type { Cancel, Clock } from "../clock.ts";
import { fileIdentity, isWatchablePath, watchPath } from "./path-watch.ts";
import { classifyOpenError } from "./serial-fault.ts";
import { type Transport, type TransportEvents, type TransportResult, transportFailure } from "./transport.ts";

export interface SerialSettings {
  readonly path: string;
  readonly baud: number;
  readonly dataBits: 7 | 8;
  readonly parity: "none" | "even" | "odd";
  readonly stopBits: 1 | 2;
}

/** The part of `SerialPort` used here; tests put a port in that never answers. */
export interface SerialPortLike {
  readonly isOpen: boolean;
  /** The native binding; on Linux and macOS it knows the file descriptor. */
  readonly port?: object | undefined;
  open(done: (error: Error | null) => void): void;
  close(done: (error: Error | null) => void): void;
  write(bytes: Uint8Array, done: (error: Error | null | undefined) => void): unknown;
  on(event: "data", listener: (bytes: Uint8Array) => void): unknown;
  on(event: "close", listener: (error: Error | null) => void): unknown;
  on(event: "error", listener: (error: Error) => void): unknown;
}

export interface SerialTransportOptions {
  readonly settings: SerialSettings;
  readonly events: TransportEvents;
  readonly clock: Clock;
  readonly createPort?: (settings: SerialSettings) => SerialPortLike;
  /** Default 2,500 ms. */
  readonly openTimeoutMs?: number;
  /** Beyond the time the line needs for the bytes. Default 1,000 ms. */
  readonly writeTimeoutMs?: number;
  /** Default 1,000 ms. */
  readonly closeTimeoutMs?: number;
}

type Phase = "new" | "opening" | "open" | "over";
type Settle = (result: TransportResult) => void;

const BITS_PER_BYTE = 12;

export function createSerialPort(settings: SerialSettings): SerialPortLike {
  return new SerialPort({
    path: settings.path,
    baudRate: settings.baud,
    dataBits: settings.dataBits,
    parity: settings.parity,
    stopBits: settings.stopBits,
    autoOpen: false,
    lock: true,
  });
}

/** The descriptor of an open port, where the binding has one. */
function descriptorOf(port: SerialPortLike): number | undefined {
  const binding = port.port;
  return binding && "fd" in binding && typeof binding.fd === "number" ? binding.fd : undefined;
}

class SerialTransport implements Transport {
  readonly #options: SerialTransportOptions;
  readonly #settings: SerialSettings;
  readonly #clock: Clock;
  /** Writes and an open that are under way: whoever ends the connection settles them. */
  readonly #pending = new Set<Settle>();
  #phase: Phase = "new";
  /** Which file the port was opened as; undefined where ports are no files. */
  #identity: string | undefined;
  #port: SerialPortLike | undefined;
  #stopWatching: Cancel = () => {};
  #closing: Promise<void> | undefined;
  #onLibraryClosed: () => void = () => {};

  constructor(options: SerialTransportOptions) {
    this.#options = options;
    this.#settings = options.settings;
    this.#clock = options.clock;
  }

  async open(): Promise<TransportResult> {
    if (this.#phase !== "new") return transportFailure("not-open", "a transport opens once");
    this.#phase = "opening";
    const { path } = this.#settings;
    const identity = isWatchablePath(path) ? fileIdentity(path) : undefined;
    if (identity === null) return this.#giveUp(transportFailure("not-found"));
    this.#identity = identity;
    const result = await this.#openPort();
    if (!result.ok) return this.#giveUp(result);
    // A port that hung up while it was being opened never says so.
    if (identity !== undefined && !this.#isPathSame()) {
      return this.#giveUp(transportFailure("unplugged"));
    }
    if (!this.#isLineAlive()) return this.#giveUp(transportFailure("hung-up"));
    this.#phase = "open";
    if (identity !== undefined) this.#watch(identity);
    return result;
  }

  async write(bytes: Uint8Array): Promise<TransportResult> {
    const port = this.#port;
    if (!this.#isOpen() || !port?.isOpen) return transportFailure("not-open");
    const lineMs = (bytes.length * BITS_PER_BYTE * 1000) / this.#settings.baud;
    const limitMs = (this.#options.writeTimeoutMs ?? 1000) + lineMs;
    return this.#within(limitMs, transportFailure("write-timeout"), (settle) => {
      // Not drained: tcdrain on a line that nobody reads would hold a thread of the pool for good.
      port.write(Buffer.from(bytes), (error) => {
        settle(error ? transportFailure("io-error", error.message) : { ok: true });
      });
    });
  }

  close(): Promise<void> {
    this.#closing ??= this.#shutDown();
    return this.#closing;
  }

  #isOpen(): boolean {
    return this.#phase === "open";
  }

  #openPort(): Promise<TransportResult> {
    const limitMs = this.#options.openTimeoutMs ?? 2500;
    return this.#within(limitMs, transportFailure("open-timeout"), (settle) => {
      let port: SerialPortLike;
      try {
        port = (this.#options.createPort ?? createSerialPort)(this.#settings);
      } catch (error) {
        settle(transportFailure("not-a-port", error instanceof Error ? error.message : String(error)));
        return;
      }
      this.#port = port;
      this.#listen(port);
      port.open((error) => {
        // An open that ends after its time must not leave the port locked.
        if (this.#phase === "over" && !error) port.close(() => {});
        settle(error ? transportFailure(classifyOpenError(error.message), error.message) : { ok: true });
      });
    });
  }

  /** All three listeners stay for the life of the port: without `data` an unplug is never reported. */
  #listen(port: SerialPortLike): void {
    port.on("data", (bytes) => {
      if (this.#phase === "over") return;
      this.#options.events.onBytes(Uint8Array.from(bytes), this.#clock.steadyMs());
    });
    port.on("close", (error) => {
      this.#onLibraryClosed();
      this.#lose(this.#isPathSame() ? "hung-up" : "unplugged", error?.message);
    });
    port.on("error", (error) => this.#lose("io-error", error.message));
  }

  /** A terminal that was hung up answers no terminal question any more; true where there is no descriptor to ask. */
  #isLineAlive(): boolean {
    const descriptor = this.#port ? descriptorOf(this.#port) : undefined;
    return descriptor === undefined || isatty(descriptor);
  }

  #isPathSame(): boolean {
    return this.#identity !== undefined && fileIdentity(this.#settings.path) === this.#identity;
  }

  #watch(identity: string): void {
    this.#stopWatching = watchPath(
      {
        path: this.#settings.path,
        clock: this.#clock,
        isLineAlive: () => this.#isLineAlive(),
        onLost: (reason) => this.#lose(reason === "unplugged" ? "unplugged" : "hung-up"),
      },
      identity,
    );
  }

  #lose(reason: "unplugged" | "hung-up" | "io-error", detail?: string): void {
    if (!this.#isOpen()) return;
    this.#end(transportFailure(reason, detail));
    void this.close();
    this.#options.events.onGone(detail === undefined ? { reason } : { reason, detail });
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
    if (this.#phase !== "over") this.#end(transportFailure("not-open", "closed"));
    const port = this.#port;
    if (!port) return;
    const limitMs = this.#options.closeTimeoutMs ?? 1000;
    await new Promise<void>((resolve) => {
      const cancel = this.#clock.after(limitMs, resolve);
      const done = () => {
        cancel();
        resolve();
      };
      this.#onLibraryClosed = done;
      if (port.isOpen) port.close(done);
      else if (!("closing" in port && port.closing === true)) done();
    });
  }

  /** Runs `start`; settles by its answer, by the end of the connection or by `limitMs`, whichever comes first. */
  #within(limitMs: number, late: TransportResult, start: (settle: Settle) => void): Promise<TransportResult> {
    return new Promise((resolve) => {
      const settle: Settle = (result) => {
        cancel();
        this.#pending.delete(settle);
        resolve(result);
      };
      const cancel = this.#clock.after(limitMs, () => settle(late));
      this.#pending.add(settle);
      start(settle);
    });
  }
}

/** A closed serial transport; `open()` connects it. */
export function createSerialTransport(options: SerialTransportOptions): Transport {
  return new SerialTransport(options);
}

/**
 * PC/SC, once for the whole device process: which card readers there are, whether a card is in one, and the way to it. The
 * library is optional and loaded only when a profile asks for it; that it or the system's card service is missing is an
 * ordinary state, from which a later look recovers.
 */
import type { Cancel, Clock } from "../clock.ts";
import type { DeviceReason } from "../host/device-contract.ts";
import { sentenceOf } from "./hid-fault.ts";

export type ReaderList =
  | { readonly ok: true; readonly names: readonly string[] }
  | { readonly ok: false; readonly reason: DeviceReason; readonly detail: string };

export interface ReaderListener {
  /** Told of the present state at once, then of every change. */
  onPresence(isThere: boolean): void;
  onGone(): void;
}

export interface CardLike {
  transmit(command: Uint8Array): Promise<Uint8Array>;
  disconnect(then: number): Promise<void>;
}

export interface SmartCards {
  /** Looks when called; the first call starts the library. */
  list(): Promise<ReaderList>;
  /** Undefined when there is no such reader now. */
  watch(name: string, listener: ReaderListener): Cancel | undefined;
  /** Rejects with the library's error. */
  connect(name: string): Promise<CardLike>;
  /** Lets go of a card and leaves it as it is. */
  release(card: CardLike): Promise<void>;
  close(): void;
}

/** The part of pcsc-mini used here; tests bring their own. */
export interface PcscLibrary {
  readonly Client: new () => PcscClient;
  readonly CardMode: { readonly SHARED: number };
  readonly CardDisposition: { readonly LEAVE: number };
  readonly ReaderStatus: { readonly PRESENT: number };
}
interface PcscClient {
  on(event: "reader", listener: (reader: PcscReader) => void): unknown;
  on(event: "error", listener: (error: Error) => void): unknown;
  start(): unknown;
  stop(): void;
}
interface PcscReader {
  name(): string;
  connect(mode: number): Promise<CardLike>;
  on(event: "change", listener: (status: { readonly raw: number }) => void): unknown;
  on(event: "disconnect", listener: () => void): unknown;
}

export interface SmartCardsOptions {
  readonly clock: Clock;
  readonly load?: () => Promise<PcscLibrary>;
}

interface Seen {
  readonly reader: PcscReader;
  readonly listeners: Set<ReaderListener>;
  /** As the library told it last: flags, and above them how often cards came and went. */
  status: number;
}

/** The library names the readers one by one, a moment after it was started. */
const FIRST_LOOK_MS = 300;
const COUNT_SHIFT = 16;

async function loadLibrary(): Promise<PcscLibrary> {
  const module = (await import("pcsc-mini")) as unknown as { default?: PcscLibrary } & PcscLibrary;
  return module.default ?? module;
}

class PcscSmartCards implements SmartCards {
  readonly #options: SmartCardsOptions;
  readonly #seen = new Map<string, Seen>();
  #library: PcscLibrary | undefined;
  #client: PcscClient | undefined;
  #starting: Promise<ReaderList> | undefined;

  constructor(options: SmartCardsOptions) {
    this.#options = options;
  }

  list(): Promise<ReaderList> {
    if (this.#client) return Promise.resolve(this.#names());
    this.#starting ??= this.#start().finally(() => {
      this.#starting = undefined;
    });
    return this.#starting;
  }

  watch(name: string, listener: ReaderListener): Cancel | undefined {
    const seen = this.#seen.get(name);
    if (!seen) return undefined;
    seen.listeners.add(listener);
    listener.onPresence(this.#hasCard(seen.status));
    return () => seen.listeners.delete(listener);
  }

  connect(name: string): Promise<CardLike> {
    const seen = this.#seen.get(name);
    if (!seen || !this.#library) return Promise.reject(new Error("the reader is gone"));
    return seen.reader.connect(this.#library.CardMode.SHARED);
  }

  async release(card: CardLike): Promise<void> {
    // Gone, or taken by a reset: either way this program has let go of it.
    await card.disconnect(this.#library?.CardDisposition.LEAVE ?? 0).catch(() => {});
  }

  close(): void {
    const client = this.#client;
    this.#client = undefined;
    for (const name of [...this.#seen.keys()]) this.#lose(name);
    try {
      client?.stop();
    } catch {
      // The service ended first.
    }
  }

  async #start(): Promise<ReaderList> {
    try {
      this.#library ??= await (this.#options.load ?? loadLibrary)();
    } catch (error) {
      return { ok: false, reason: "smart-card-library", detail: sentenceOf(error) };
    }
    try {
      const client = new this.#library.Client();
      client.on("reader", (reader) => this.#add(reader));
      // The service ended: the next look starts anew.
      client.on("error", () => {
        if (this.#client === client) this.close();
      });
      client.start();
      this.#client = client;
    } catch (error) {
      return { ok: false, reason: "smart-card-service", detail: sentenceOf(error) };
    }
    await new Promise<void>((resolve) => this.#options.clock.after(FIRST_LOOK_MS, resolve));
    return this.#names();
  }

  #names(): ReaderList {
    return { ok: true, names: [...this.#seen.keys()].sort() };
  }

  #hasCard(status: number): boolean {
    return (status & (this.#library?.ReaderStatus.PRESENT ?? 0)) !== 0;
  }

  #add(reader: PcscReader): void {
    const name = reader.name();
    const seen: Seen = { reader, listeners: new Set(), status: 0 };
    this.#seen.set(name, seen);
    reader.on("change", ({ raw }) => this.#changed(seen, raw));
    reader.on("disconnect", () => this.#lose(name));
  }

  #changed(seen: Seen, status: number): void {
    const before = seen.status;
    seen.status = status;
    const [had, has] = [this.#hasCard(before), this.#hasCard(status)];
    // Another card since, so quickly that the time between was not seen.
    const isOther = had && has && before >>> COUNT_SHIFT !== status >>> COUNT_SHIFT;
    for (const listener of [...seen.listeners]) {
      if (isOther) listener.onPresence(false);
      if (isOther || had !== has) listener.onPresence(has);
    }
  }

  #lose(name: string): void {
    const seen = this.#seen.get(name);
    this.#seen.delete(name);
    for (const listener of seen?.listeners ?? []) listener.onGone();
  }
}

/** Nothing is loaded before somebody asks which readers there are. */
export function createSmartCards(options: SmartCardsOptions): SmartCards {
  return new PcscSmartCards(options);
}
